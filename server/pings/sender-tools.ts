/**
 * What the sender and the leaders see under a Ping: how its mails went, and how to end, extend or withdraw it.
 */
import { endWarning } from '#server/pings/drafts/draft.ts'
import type { PingPageView } from '#server/pings/page-views.ts'
import { endWarningText } from '#server/pings/sentences.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { hour } from '#server/platform/clock.ts'
import { checkbox, choice, textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { count, facts, fold, notice, section } from '#server/platform/html/parts.ts'
import { timeText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The part of the page for people who look after this Ping; nothing for everybody else. */
export function senderTools(view: PingPageView, screen: Screen): Html | null {
  const { t } = screen
  const { ping, mailing } = view
  if (!mailing && !ping.can.close && !ping.can.withdraw) return null
  const me = personIdOf(screen.actor)
  const isBack = (act: string) => ({ isOpen: screen.returned?.action === `${ping.address}/${act}` })
  const isAskedAs = ping.sentBy !== null && ping.askedBy?.personId === me
  return section({
    id: 'sending',
    kind: 'side',
    title: isAskedAs
      ? t('Asked in your name')
      : isSender(view, me)
        ? t('For you as the sender')
        : t('For you as a leader'),
    inside: html`<div class="ping-tools">${isAskedAs ? consentLine(view, screen) : null}${mailing ? mailFacts(mailing, screen) : null}${mailing ? keptMailsNotice(view, mailing, screen) : null}
${ping.can.close ? [fold(t('Give it more time'), extendForm(view, screen), isBack('extension')), fold(t('Close it now'), closeForm(view, screen), isBack('closing'))] : null}
${ping.can.withdraw ? fold(t('Withdraw it'), withdrawForm(view, screen), isBack('withdrawal')) : null}</div>`,
  })
}

function isSender({ ping }: PingPageView, me: string | null): boolean {
  return (ping.sentBy ?? ping.askedBy)?.personId === me
}

/** A second action for the person in whose name it is asked, beside withdrawing it: looking after their consents. */
function consentLine({ ping }: PingPageView, { t }: Screen): Html {
  const name = ping.sentBy?.name ?? t('Somebody')
  return html`<p>${t('{name} sent it with your yes. You see what they see.', { name })} <a href="/voices">${t('In your name')}</a></p>`
}

function mailFacts(mailing: NonNullable<PingPageView['mailing']>, screen: Screen): Piece {
  const { t } = screen
  const lines: [string, string][] = [[t('Mails sent'), count(screen, mailing.handedOver)]]
  if (mailing.inDigest > 0) lines.push([t('In digests'), count(screen, mailing.inDigest)])
  if (mailing.kept > 0) lines.push([t('Waiting for a mail server'), count(screen, mailing.kept)])
  lines.push([t('Waiting'), count(screen, mailing.waiting)], [t('Not delivered'), count(screen, mailing.failed)])
  const { remindsAt, remindedAt } = mailing
  if (remindedAt) lines.push([t('Reminder'), t('sent {time}', { time: timeText(remindedAt, screen, 'moment') })])
  else if (remindsAt)
    lines.push([
      t('Reminder'),
      t('to all who have not answered by then, {time}', { time: timeText(remindsAt, screen, 'zoned') }),
    ])
  return html`${facts(lines)}${
    mailing.unconfirmed > 0
      ? notice(
          t(
            '{n, plural, one {# answer waits} other {# answers wait}} to be confirmed: a mail system opened the links of that mail too. It counts once its person presses the button again.',
            { n: mailing.unconfirmed },
          ),
        )
      : null
  }`
}

/** Mails that waited for a mail server: a person sends them; they never leave by themselves. */
function keptMailsNotice(
  { ping }: PingPageView,
  { canMail, kept, waiting }: NonNullable<PingPageView['mailing']>,
  screen: Screen,
): Html | null {
  const { t } = screen
  if (canMail > 0) {
    return notice(
      t('{n, plural, one {# member was} other {# members were}} not mailed, as the site had no mail server.', {
        n: canMail,
      }),
      'plain',
      actButton(screen, {
        action: `${ping.address}/mailing`,
        label: t('{n, plural, one {Send the mail that waited} other {Send the # mails that waited}}', { n: canMail }),
      }),
    )
  }
  // Mails that were just queued are kept too, a moment later.
  return kept + waiting > 0 && ping.state === 'open' && screen.mail === 'waits'
    ? notice(t('Nobody was mailed: this site has no mail server. Members find the Ping on the site.'), 'warn')
    : null
}

function why(t: Screen['t']) {
  return textField({
    name: 'why',
    label: t('Why'),
    hint: t('Everybody sees it with the Ping.'),
    required: true,
    max: 500,
  })
}

function extendForm({ ping, community }: PingPageView, screen: Screen): Html {
  const { t } = screen
  // As before sending, the warning that few people look comes before the decision, here beside each choice.
  const later = (hours: number) => {
    const end = new Date((ping.closesAt ?? screen.actor.now).getTime() + hours * hour)
    const time = timeText(end, screen, 'zoned')
    return [t('until {time}', { time }), endWarningText(t, endWarning(end, community.zone), community.zone)]
      .filter(Boolean)
      .join('. ')
  }
  return form(screen, { action: `${ping.address}/extension`, submit: t('Extend it'), label: t('Give it more time') }, [
    choice({
      name: 'hours',
      label: t('How much longer'),
      value: '24',
      shape: 'line',
      required: true,
      choices: [
        { value: '24', label: t('One day'), hint: later(24) },
        { value: '48', label: t('Two days'), hint: later(48) },
        { value: 'until', label: t('Until a time I choose') },
      ],
    }),
    textField({
      name: 'closesAt',
      label: t('Until'),
      hint: t('In your time zone, {zone}.', { zone: screen.actor.zone }),
      type: 'datetime-local',
    }),
    why(t),
  ])
}

function closeForm({ ping }: PingPageView, screen: Screen): Html {
  const { t } = screen
  return form(
    screen,
    { action: `${ping.address}/closing`, submit: t('Close it now'), danger: true, label: t('Close it now') },
    [why(t)],
  )
}

function withdrawForm({ ping, community }: PingPageView, screen: Screen): Html {
  const { t } = screen
  return form(
    screen,
    { action: `${ping.address}/withdrawal`, submit: t('Withdraw it'), danger: true, label: t('Withdraw it') },
    [
      html`<p>${t('It ends at once and all answers are deleted. Its links lead to the new Ping, if there is one.')}</p>`,
      why(t),
      community.can.sendPing
        ? checkbox({ name: 'anew', label: t('Start a draft with the same text'), checked: true })
        : null,
    ],
  )
}
