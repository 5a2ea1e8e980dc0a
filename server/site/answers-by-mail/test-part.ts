/** The test of answers by mail: its button, and what became of the latest. */
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { notice, section } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'
import { minutesToComeBack } from '#server/site/answers-by-mail/round-trip.ts'
import type { AnswersSetup } from '#server/site/answers-by-mail/views.ts'

/** How the latest test went, and the button for another. */
export function testPart(view: AnswersSetup, screen: Screen): Html {
  const { t } = screen
  return section({
    id: 'test',
    title: t('Test'),
    inside: html`<div class="form bare"><p>${t('A mail goes from this site to one of these addresses. It takes the same way as an answer.')}</p>${view.test && result(view, view.test, screen)}${
      view.leaves
        ? html`<div class="acts">${actButton(screen, { action: '/site/answers-by-mail/test', label: t('Send a test') })}${
            view.test?.state === 'on_its_way' ? html`<a href="/site/answers-by-mail#test">${t('Look again')}</a>` : null
          }</div>`
        : null
    }</div>`,
  })
}

function result(view: AnswersSetup, test: NonNullable<AnswersSetup['test']>, screen: Screen): Piece {
  const { t } = screen
  const when = { when: timeTag(test.sentAt, screen) }
  switch (test.state) {
    case 'came_back':
      return notice(
        html`${sentence(t('The test of {when} came back after {n, plural, one {# second} other {# seconds}}.', { ...holes('when'), n: test.seconds ?? 0 }), when)}${
          test.isVouchedFor
            ? null
            : html` ${t('Nobody vouched for it. If answers of people wait to be confirmed too, look at the lines above.')}`
        }`,
        'good',
      )
    case 'on_its_way':
      return notice(
        sentence(t('The test of {when} is on its way. Load this page again in a moment.', holes('when')), when),
      )
    case 'not_taken':
      return notice(
        html`${sentence(t('Your mail server did not take the test of {when}. It said:', holes('when')), when)} <code>${test.problem}</code>`,
        'bad',
      )
    case 'lost':
      return html`${notice(
        sentence(
          t('The test of {when} did not come back within {n} minutes. Look at these in turn:', {
            ...holes('when'),
            n: minutesToComeBack,
          }),
          when,
        ),
        'bad',
      )}<div class="prose small"><ol>${whatToLookAt(view, screen).map((line) => html`<li>${line}</li>`)}</ol></div>`
  }
}

function whatToLookAt({ receiver, mailbox }: AnswersSetup, { t }: Screen): string[] {
  return [
    t(
      'The log of your mail server says where it sent the mail. “No such user” means that it does not know the addresses with a code.',
    ),
    ...(receiver ? [t('“Connection refused” or “timed out” means that it does not reach the port of this site.')] : []),
    ...(mailbox ? [t('Look into the mailbox: a mail that lies in another folder, such as spam, is not read.')] : []),
    t('Answers that come by another domain need its MX record. A new record takes up to an hour until it is known.'),
  ]
}
