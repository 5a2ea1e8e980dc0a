/** Parts of pages about events: when, who comes, the three buttons, a row of a list. */
import { audienceBadge } from '#server/entries/room.ts'
import type { EventItem, EventView, MyAnswer } from '#server/events/views.ts'
import { type Weekday, weekdays } from '#server/platform/calendar/repeat.ts'
import { clockAt } from '#server/platform/calendar/zoned.ts'
import { formKeys } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import type { Row } from '#server/platform/html/list.ts'
import { namesText } from '#server/platform/html/names.ts'
import { badge } from '#server/platform/html/parts.ts'
import { kindIcon } from '#server/platform/html/placeholder-cover.ts'
import { type Timed, timeText, zoneText } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

interface Span {
  readonly startsAt: Date
  readonly endsAt: Date
}

/** "Tue 1 Dec, 10:00 – 11:00", on the clock of the reader; with both days where it goes on over midnight. */
export function spanText({ startsAt, endsAt }: Span, screen: Timed): string {
  const day = (moment: Date) => clockAt(moment, screen.actor.zone).slice(0, 10)
  const isOneDay = day(startsAt) === day(endsAt)
  return `${momentText(startsAt, screen)} – ${isOneDay ? timeText(endsAt, screen, 'hour') : momentText(endsAt, screen)}`
}

/** With its weekday; in another year, with that. */
function momentText(moment: Date, screen: Timed): string {
  const year = (one: Date) => clockAt(one, screen.actor.zone).slice(0, 4)
  if (year(moment) === year(screen.actor.now)) return timeText(moment, screen, 'moment')
  return `${timeText(moment, screen, 'day')}, ${timeText(moment, screen, 'hour')}`
}

/** Its hours on the clock of the event's own zone, "16:00 – 16:45 (Europe/Lisbon)", with the day where that differs; null where that clock shows the same. */
export function spanThere(span: Span & { readonly zone: string }, screen: Timed): string | null {
  const { zone, startsAt, endsAt } = span
  const [there, here] = [clockAt(startsAt, zone), clockAt(startsAt, screen.actor.zone)]
  if (there === here) return null
  const asThere = { ...screen, actor: { ...screen.actor, zone } }
  const isSameDay = [startsAt, endsAt].every(
    (one) => clockAt(one, zone).slice(0, 10) === clockAt(one, screen.actor.zone).slice(0, 10),
  )
  const hours = `${timeText(startsAt, asThere, 'hour')} – ${timeText(endsAt, asThere, 'hour')}`
  return `${isSameDay ? hours : spanText(span, asThere)} (${zoneText(zone)})`
}

/** "Every 2 weeks on Monday and Thursday, until 1 March 2027"; null where it takes place once. */
export function repeatText({ repeats, firstAt }: Pick<EventView, 'repeats' | 'firstAt'>, t: Translate): string | null {
  if (!repeats) return null
  const n = repeats.interval
  const days = namesText(weekdaysOf(repeats.days, firstAt, t.locale), t)
  const often = {
    day: t('{n, plural, one {Every day} other {Every # days}}', { n }),
    week: t('{n, plural, one {Every week on {days}} other {Every # weeks on {days}}}', { n, days }),
    month_date: t('{n, plural, one {Every month, on the same date} other {Every # months, on the same date}}', { n }),
    month_weekday: t(
      '{n, plural, one {Every month, on the same weekday} other {Every # months, on the same weekday}}',
      { n },
    ),
  }[repeats.every]
  const { end } = repeats
  const last =
    'until' in end
      ? t('until {day}', { day: timeText(new Date(`${end.until}T12:00Z`), { t, actor: inUtc }, 'day') })
      : t('{n, plural, one {# time} other {# times}}', { n: end.count })
  return `${often}, ${last}`
}

/** A day of the calendar is the same everywhere. */
const inUtc = { zone: 'UTC', now: new Date(0) }

/** Those it was given, or the day on which it begins. */
function weekdaysOf(days: readonly Weekday[], firstAt: string, locale: string): string[] {
  const first = (new Date(`${firstAt.slice(0, 10)}T12:00Z`).getUTCDay() + 6) % 7
  return (days.length > 0 ? days.map((one) => weekdays.indexOf(one)) : [first]).map((i) => weekdayName(i, locale))
}

/** Of the days of a week that begins on Monday. */
export function weekdayName(i: number, locale: string): string {
  const tag = locale === 'en' || locale === 'qps' ? 'en-GB' : locale
  return new Intl.DateTimeFormat(tag, { timeZone: 'UTC', weekday: 'long' }).format(new Date(Date.UTC(2024, 0, 1 + i)))
}

/** "12 come · 3 may come · 2 wait for a place"; of what is over, "12 said yes" */
export function countsText(
  { counts, capacity }: Pick<EventView, 'counts' | 'capacity'>,
  t: Translate,
  isOver = false,
): string {
  const { yes, maybe, waiting } = counts
  if (isOver) return saidYes(yes, t)
  const places =
    capacity === null
      ? t('{n, plural, =0 {Nobody has said yes yet} one {# person is coming} other {# people are coming}}', { n: yes })
      : t('{n, number} of {all, number} places taken', { n: yes, all: capacity })
  return [
    places,
    maybe > 0 && t('{n, plural, one {# might come} other {# might come}}', { n: maybe }),
    waiting > 0 && t('{n, plural, one {# waits for a place} other {# wait for a place}}', { n: waiting }),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** What the reader said, as a badge; of what is over, what they had said. */
export function mineBadge(mine: MyAnswer, t: Translate, isOver = false): Html | null {
  if (!mine) return null
  if (isOver) return mine.answer === 'yes' && !mine.waits ? badge(t('You said yes')) : null
  if (mine.waits) return badge(t('You wait for a place'), 'warn')
  const says = { yes: t('You’re coming'), maybe: t('You might come'), no: t('You’re not coming') }[mine.answer]
  return badge(says, mine.answer === 'yes' ? 'good' : 'plain')
}

/** Yes, maybe, no: three buttons of one form. The one that was pressed says so. */
export function answerForm(
  event: { readonly id: string; readonly address: string; readonly title: string; readonly mine: MyAnswer },
  screen: Screen,
  from: 'community' | 'mine' | null = null,
): Html {
  const { t } = screen
  const action = `${event.address}/answer`
  const said = event.mine?.answer ?? null
  const button = (value: 'yes' | 'maybe' | 'no', label: string) =>
    html`<button name="answer" value="${value}" class="${said === value ? 'primary' : 'plain'}" aria-pressed="${said === value ? 'true' : 'false'}">${label}</button>`
  const problem = screen.returned?.action === action ? screen.returned.problems[''] : undefined
  return html`<form class="act" method="post" action="${action}" id="answer-${shortId(event.id)}">${formKeys(screen, action)}${from ? html`<input type="hidden" name="from" value="${from}">` : null}<div class="acts" role="group" aria-label="${t('Are you coming to {title}?', { title: event.title })}">${button('yes', t('I’m coming'))}${button('maybe', t('Maybe'))}${button('no', t('No'))}</div>${problem ? html`<small class="wrong" role="alert">${problem}</small>` : null}</form>`
}

/** One date, as a row of a list. `isAway`: the list is about several communities; `isNext`: it stands for all dates to come. */
export function eventRow(
  item: EventItem,
  screen: Screen,
  { isAway = false, isNext = false }: { readonly isAway?: boolean; readonly isNext?: boolean } = {},
): Row {
  const { t } = screen
  const where = item.place || (item.hasCall ? t('Online') : '')
  const isOver = item.endsAt <= screen.actor.now
  return {
    before: kindIcon('event'),
    href: item.address,
    title: item.isCancelled ? html`<s>${item.title}</s>` : item.title,
    about: joined([
      html`<time datetime="${item.startsAt.toISOString()}">${spanText(item, screen)}</time>`,
      spanThere(item, screen),
      isNext && laterDates(item, screen),
      where && html`<span dir="auto">${where}</span>`,
      isAway ? html`<span dir="auto">${item.communityName}</span>` : null,
      item.coming > 0 && !item.isCancelled ? comingText(item.coming, isOver, t) : null,
    ]),
    after: html`${audienceBadge(item.readers, screen)} ${item.isCancelled ? badge(t('Cancelled'), 'warn') : html`${item.isMoved ? badge(t('Moved')) : null} ${mineBadge(item.mine, t, isOver)}`}`,
  }
}

function saidYes(n: number, t: Translate): string {
  return t('{n, number} said yes', { n })
}

function comingText(n: number, isOver: boolean, t: Translate): string {
  return isOver ? saidYes(n, t) : t('{n, plural, one {# person is coming} other {# people are coming}}', { n })
}

/** "and 12 more until 4 March 2027", which leads to all dates; nothing where there are none, or none takes place. */
function laterDates({ laterDates: n, lastAt, isCancelled, address }: EventItem, screen: Screen): Piece {
  if (n === 0 || lastAt === null || isCancelled) return null
  const day = timeText(lastAt, screen, 'day')
  return html`<a href="${address}#dates">${screen.t('{n, plural, one {and once more on {day}} other {and # more until {day}}}', { n, day })}</a>`
}

/** Pieces with dots between them; those that are empty are left out. */
export function joined(pieces: readonly Piece[]): Html {
  return html`${pieces.filter(Boolean).map((piece, i) => html`${i > 0 ? ' · ' : null}${piece}`)}`
}

/** The `lang` of a title that is in another language than the page. */
export function langOf(language: string, t: Translate) {
  return attr('lang', language === t.locale ? null : language)
}
