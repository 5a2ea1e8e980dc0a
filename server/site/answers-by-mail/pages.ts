/** The page that says how answers by mail stand. */
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { count, facts, notice, section } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'
import { testPart } from '#server/site/answers-by-mail/test-part.ts'
import { type AnswersSetup, daysCounted } from '#server/site/answers-by-mail/views.ts'
import { whatIsNeeded } from '#server/site/answers-by-mail/what-is-needed.ts'
import { siteRunningPage } from '#server/site/frame.ts'

/** `/site/answers-by-mail`. */
export function answersPage(view: AnswersSetup, screen: Screen): Html {
  const { t } = screen
  return siteRunningPage(screen, {
    part: 'answers-by-mail',
    title: t('Answers by mail'),
    lead: t(
      'Who gets a mail of this site can answer it from their mail program, and the answer stands in the discussion.',
    ),
    main:
      view.address === null
        ? howToTurnOn(screen)
        : [standing(view, screen), whatIsNeeded(view, screen), testPart(view, screen)],
  })
}

function howToTurnOn(screen: Screen): Html {
  const { t } = screen
  return html`${notice(t('They are off: no mail comes in at this site. Its mails say nothing of answers.'))}
<div class="prose"><p>${t('Start the site with one of these two. With the first, your mail server hands mail on to the site:')}</p>
<pre tabindex="0"><code>MAIL_IN=127.0.0.1:2525
MAIL_REPLY_TO=reply+*@guild.example.org</code></pre>
<p>${t('With the second, the site reads a mailbox:')}</p>
<pre tabindex="0"><code>IMAP_URL=imaps://user:password@mail.example.org/INBOX
IMAP_AUTHSERV=mail.example.org
MAIL_REPLY_TO=reply+*@guild.example.org</code></pre></div>
<p class="hint">${t('This page then says what is missing, and tests it.')}</p>`
}

function standing(view: AnswersSetup, screen: Screen): Html {
  const { t } = screen
  const { receiver, mailbox, counts } = view
  return html`${view.leaves ? null : notice(t('No mail leaves this site, so there is nothing to answer yet. Set a mail server first.'), 'warn')}
${facts([
  [t('Written to'), html`<code>${view.address}</code>`],
  ...(receiver ? [[t('Comes in by SMTP'), listening(receiver, screen)] as const] : []),
  ...(mailbox ? [[t('Read from a mailbox'), reading(mailbox, screen)] as const] : []),
  [t('The last mail came'), view.lastMailAt ? timeTag(view.lastMailAt, screen) : t('None has come yet')],
])}
${section({
  id: 'lately',
  title: t('In the last {n} days', { n: daysCounted }),
  inside: facts([
    [t('Stand in discussions'), count(screen, counts.posted)],
    [t('Refused, and told why'), count(screen, counts.refused)],
    [t('From machines: absences, bounces'), count(screen, counts.byMachines)],
    [t('Waiting now to be confirmed'), count(screen, counts.waiting)],
  ]),
})}`
}

function listening({ host, port }: NonNullable<AnswersSetup['receiver']>, { t }: Screen): Piece {
  return sentence(t('The site listens at {place}.', holes('place')), { place: html`<code>${host}:${port}</code>` })
}

function reading(
  { address, openedAt, problem, problemAt }: NonNullable<AnswersSetup['mailbox']>,
  screen: Screen,
): Piece {
  const { t } = screen
  const place = html`<code>${address}</code>`
  if (problem && problemAt)
    return html`${sentence(t('{place} could not be read {when}. It said:', holes('place', 'when')), { place, when: timeTag(problemAt, screen) })} <code>${problem}</code>`
  return openedAt
    ? sentence(t('{place} was opened {when} and is read since.', holes('place', 'when')), {
        place,
        when: timeTag(openedAt, screen),
      })
    : sentence(t('{place} has not been opened yet. The process with the role worker opens it.', holes('place')), {
        place,
      })
}
