/** Beside and below an announcement: confirming it, and what those who announce do with it. */
import { whoSees } from '#server/announcements/confirming/page.ts'
import type { AnnouncementPage, DraftView } from '#server/announcements/page-views.ts'
import { sendKeptButton } from '#server/announcements/sending/waiting-mails.ts'
import type { AnnouncementView } from '#server/announcements/views.ts'
import { textField } from '#server/platform/html/field.ts'
import { actButton, begunAt, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { count, facts, fold, notice, section } from '#server/platform/html/parts.ts'
import { timeTag, timeText } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The `data-live` name of how many have confirmed. */
export const confirmedLive = (id: string) => `announcement-${shortId(id)}-confirmed`

/** How many have confirmed: open pages get it anew with each. */
export function confirmedWords(
  { count: n, of }: { readonly count: number; readonly of: number },
  t: Translate,
): string {
  return t('{n, number} of {of, number} have confirmed.', { n, of })
}

/** The button that confirms, who will see that, and how many have. */
export function confirmPart({ announcement: one }: AnnouncementPage, screen: Screen): Html | null {
  const { t } = screen
  if (!one.asksConfirmation || one.state === 'withdrawn') return null
  if (one.state !== 'published' || !one.confirmed)
    return notice(t('Its readers are asked to confirm that they have read it.'))
  const counted = html`<span data-live="${confirmedLive(one.id)}">${confirmedWords(one.confirmed, t)}</span>`
  if (!one.can.confirm) return html`<p class="soft">${counted}</p>`
  if (one.hasConfirmed)
    return notice(
      html`${t('You have confirmed that you have read this.')} ${counted}`,
      'good',
      actButton(screen, { action: `${one.address}/confirmation/undo`, label: t('Take it back'), look: 'quiet' }),
    )
  return notice(
    html`${t('Please confirm that you have read this.')} ${whoSees(one.from?.name ?? null, t)} ${counted}`,
    'plain',
    actButton(screen, { action: `${one.address}/confirmation`, label: t('I have read this'), look: 'primary' }),
  )
}

/** For those who announce here, and those who lead: its mails, who has confirmed, pinning and withdrawing. */
export function senderTools({ announcement: one, mailing }: AnnouncementPage, screen: Screen): Html | null {
  const { t } = screen
  const { can } = one
  if (!mailing && !can.pin && !can.withdraw && !can.return) return null
  const inside = html`<div class="ping-tools">${one.sentBy ? html`<p>${t('{name} sent it.', { name: one.sentBy.name })}</p>` : null}${mailing ? mailFacts(mailing, screen) : null}${mailing && mailing.canMail > 0 ? sendKeptButton({ address: one.address, n: mailing.canMail }, screen) : null}${
    can.seeReaders
      ? html`<p><a class="go" href="${one.address}/readers">${one.asksConfirmation ? t('Who has confirmed') : t('Who was mailed')}</a></p>`
      : null
  }${can.pin ? pinPart(one, screen) : null}${
    can.withdraw
      ? fold(t('Withdraw it'), [
          html`<p>${t('What it says is gone for its readers. Mails that have left stay where they are.')}</p>`,
          actButton(screen, { action: `${one.address}/withdrawal`, label: t('Withdraw it'), look: 'danger' }),
        ])
      : null
  }${can.return ? actButton(screen, { action: `${one.address}/return`, label: t('Publish it again, without mail') }) : null}</div>`
  return section({ id: 'sending', kind: 'side', title: t('For those who announce'), inside })
}

function mailFacts(mailing: NonNullable<AnnouncementPage['mailing']>, screen: Screen): Html {
  const { t } = screen
  const lines: [string, string][] = [[t('Mails sent'), count(screen, mailing.handedOver)]]
  if (mailing.inDigest > 0) lines.push([t('In digests'), count(screen, mailing.inDigest)])
  if (mailing.kept > 0)
    lines.push([
      screen.mail === 'stays' ? t('In the outbox') : t('Waiting for a mail server'),
      count(screen, mailing.kept),
    ])
  if (mailing.waiting > 0) lines.push([t('Waiting'), count(screen, mailing.waiting)])
  if (mailing.failed > 0) lines.push([t('Not delivered'), count(screen, mailing.failed)])
  return facts(lines)
}

function pinPart(one: AnnouncementView, screen: Screen): Piece {
  const { t } = screen
  const action = `${one.address}/pin`
  if (one.pinnedUntil)
    return html`<p>${t('Pinned until {day}', { day: timeText(one.pinnedUntil, screen, 'day') })}</p>${actButton(screen, { action, label: t('Unpin'), fields: { until: '' } })}`
  return fold(
    t('Pin it'),
    form(screen, { action, submit: t('Pin it'), label: t('Pin it') }, [
      textField({ name: 'until', label: t('Until'), type: 'date', required: true }),
    ]),
    { isOpen: screen.returned?.action === action },
  )
}

/** Before it is out: to whom it goes, what it waits for, and publishing it now or later. */
export function draftTools(view: AnnouncementPage & { readonly draft: DraftView }, screen: Screen): Html {
  const { t } = screen
  const { announcement: one, draft } = view
  const { blocked } = draft
  const mayGo = blocked === null && one.can.publish
  const later = `${one.address}/schedule`
  const lines: [Piece, Piece][] = [[t('Goes to'), goesTo(draft, screen)]]
  if (one.publishAt) lines.push([t('Published'), timeTag(one.publishAt, screen, 'moment')])
  if (draft.voice) lines.push([t('In the name of'), draft.voice.name])
  return section({
    id: 'sending',
    kind: 'side',
    title: one.state === 'scheduled' ? t('It is planned') : t('Nobody has it yet'),
    inside: html`<div class="ping-tools">${facts(lines)}
${draft.members > draft.mails && blocked !== 'announcement_in_draft' ? notice(t('{n, plural, one {# member gets} other {# members get}} no announcement by mail: not invited yet, turned off, or no mail reaches them. They find it on the site.', { n: draft.members - draft.mails })) : null}
${voiceNotice(one, draft, screen)}
${blocked === 'announcement_in_draft' ? notice(t('This community is still a draft, and a draft sends nothing to anybody. Open it first; the announcement waits here.')) : null}
${mayGo && screen.mail === 'waits' ? notice(t('No mail can leave this site yet. Members find the announcement on the site.'), 'warn') : null}
<div class="acts">${mayGo ? actButton(screen, { action: `${one.address}/publishing`, label: t('Publish it now'), look: 'primary' }) : null}${one.can.publish && screen.mail !== 'waits' ? actButton(screen, { action: `${one.address}/test`, label: t('Send me a test') }) : null}${
      one.state === 'scheduled'
        ? actButton(screen, { action: `${later}/undo`, label: t('Do not publish it then') })
        : null
    }${one.can.write ? actButton(screen, { action: `${one.address}/removal`, label: t('Delete this draft'), look: 'quiet' }) : null}</div>
${mayGo ? fold(one.state === 'scheduled' ? t('Another time') : t('Publish it later'), laterForm(later, screen), { isOpen: screen.returned?.action === later || begunAt(screen) !== '' }) : null}</div>`,
  })
}

function laterForm(action: string, screen: Screen): Html {
  const { t } = screen
  return form(screen, { action, submit: t('Publish it then'), label: t('Publish it later') }, [
    textField({
      name: 'publishAt',
      label: t('Publish at'),
      hint: t('In your time zone, {zone}.', { zone: screen.actor.zone }),
      type: 'datetime-local',
      required: true,
      value: begunAt(screen),
    }),
  ])
}

function goesTo({ mails, members, blocked }: DraftView, { t, mail }: Screen): string {
  if (blocked === 'announcement_in_draft')
    return t('{n, plural, one {# member} other {# members}}, once the community is open', { n: members })
  return mail === 'waits'
    ? t('{n, plural, one {# member} other {# members}}, on this site only', { n: members })
    : t('{n, plural, one {# person} other {# people}} by mail', { n: mails })
}

function voiceNotice(one: AnnouncementView, { voice, consent, blocked }: DraftView, screen: Screen): Html | null {
  const { t } = screen
  if (!voice) return null
  const { name } = voice
  if (blocked === 'voice_not_in_front')
    return notice(
      t('{name} is no longer featured in this community. Edit it and choose in whose name it is.', { name }),
      'warn',
    )
  if (consent === 'refused')
    return notice(
      t('{name} has said no to this one. Publish it in your own name, or change its words and ask again.', { name }),
      'warn',
    )
  if (consent === 'given') return notice(t('{name} has allowed this.', { name }), 'good')
  if (consent === 'asked')
    return notice(t('{name} was asked and has not answered yet. It can be published once they say yes.', { name }))
  if (blocked === 'announcement_in_draft' || !one.can.publish) return null
  const ask = actButton(screen, { action: `${one.address}/consent`, label: t('Ask {name}', { name }), look: 'primary' })
  return notice(t('This would go out in the name of {name}, who has to allow it first.', { name }), 'plain', ask)
}
