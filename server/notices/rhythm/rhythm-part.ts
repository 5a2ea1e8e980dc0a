/** The part of the mail settings that is the same for all communities: when the digest comes, and a time without mail. */
import { zones } from '#server/identity/room.ts'
import type { MailSettings } from '#server/notices/mail-views.ts'
import { select, textField } from '#server/platform/html/field.ts'
import { actButton, fieldRow, form } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { notice, section } from '#server/platform/html/parts.ts'
import { timeText, zoneText } from '#server/platform/html/time.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Says that it is quiet, and how it ends. */
export function quietNotice({ quietUntil }: MailSettings['rhythm'], screen: Screen): Html | null {
  const { t } = screen
  if (!quietUntil) return null
  return notice(
    t('No mail comes to you before {day}, except what you wait for, such as a code to sign in.', {
      day: dayText(quietUntil, screen),
    }),
    'plain',
    actButton(screen, { action: '/inbox/quiet', label: t('Let mail come again'), fields: { until: '' } }),
  )
}

/** The forms for the digest and for a quiet time. */
export function rhythmPart({ hour, weekday, timeZone, quietUntil }: MailSettings['rhythm'], screen: Screen): Piece {
  const { t } = screen
  const digest = form(screen, { action: '/inbox/rhythm', submit: t('Save'), label: t('Your digest') }, [
    html`<p>${t('What you choose to get daily or weekly comes in one mail for all your communities. It holds only what you have not seen, and comes only when there is something. What is weekly comes with the mail of its day.')}</p>
<p class="hint">${t('Some things come at once all the same: an announcement that asks you to confirm it, a change of an event that you answered, and a Ping or an event that would be over, or nearly, when your digest comes.')}</p>`,
    fieldRow([
      select({ name: 'hour', label: t('Hour'), required: true, value: String(hour), options: hours(screen) }),
      select({
        name: 'weekday',
        label: t('Day of what is weekly'),
        required: true,
        value: String(weekday),
        options: weekdays(screen),
      }),
    ]),
    select({
      name: 'timeZone',
      label: t('Time zone'),
      hint: t('All times on this site are shown to you in it.'),
      required: true,
      value: timeZone,
      options: zones().map((zone) => ({ value: zone, label: zoneText(zone) })),
    }),
  ])
  const quiet = form(
    screen,
    { action: '/inbox/quiet', submit: t('Send me no mail until then'), label: t('A quiet time') },
    [
      html`<p>${t('While you are away no mail comes from any community. You find it all in your inbox. Mails that you wait for still come, such as a code to sign in.')}</p>`,
      textField({
        name: 'until',
        label: t('Mail comes again on'),
        type: 'date',
        required: true,
        value: quietUntil,
      }),
    ],
  )
  return [
    section({ id: 'digest', title: t('Your digest'), inside: digest }),
    section({ id: 'quiet', title: t('A quiet time'), inside: quiet }),
  ]
}

/** Every hour of a day, as the reader's language writes it. */
function hours({ t }: Screen) {
  const clock = new Intl.DateTimeFormat(/^(en|qps)/.test(t.locale) ? 'en-GB' : t.locale, {
    timeZone: 'UTC',
    timeStyle: 'short',
  })
  return Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: clock.format(hour * 60 * 60 * 1000) }))
}

/** Monday to Sunday; 5 January 1970 was a Monday. */
function weekdays({ t }: Screen) {
  const names = new Intl.DateTimeFormat(t.locale === 'qps' ? 'en' : t.locale, { timeZone: 'UTC', weekday: 'long' })
  return Array.from({ length: 7 }, (_, i) => ({
    value: String(i + 1),
    label: names.format((i + 4) * 24 * 60 * 60 * 1000),
  }))
}

/** A date as such, in no zone. */
function dayText(day: string, screen: Screen): string {
  return timeText(new Date(`${day}T12:00:00Z`), { ...screen, actor: { ...screen.actor, zone: 'UTC' } }, 'day')
}
