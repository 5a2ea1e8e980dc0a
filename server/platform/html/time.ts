/**
 * Moments in the reader's language and zone. The server writes the whole sentence;
 * a small script keeps the relative ones true while the page stays open (web/elements/moving-time.ts, the same rules).
 */
import { type Html, html } from '#server/platform/html/html.ts'
import { unitText } from '#server/platform/html/number.ts'
import { madeOnce } from '#server/platform/made-once.ts'
import type { Screen } from '#server/platform/screen.ts'

/**
 * How a moment is written. `ago`: "2 hours ago", "yesterday", and the day once it is a week old. `left`: "1 day 4 hours",
 * for what is still to come. `day`: "26 November 2026". `moment`: "Thu, 26 Nov, 16:00". `zoned`: the same with the zone's
 * name. `dated`: "26 Nov 2026, 16:00 CET", for what is looked up years later. `hour`: "16:00". `month`: "March 2024".
 */
export type TimeStyle = 'ago' | 'left' | 'day' | 'moment' | 'zoned' | 'dated' | 'hour' | 'month'

const shapes: Record<Exclude<TimeStyle, 'ago' | 'left'> | 'short' | 'shortYear' | 'full', Intl.DateTimeFormatOptions> =
  {
    day: { day: 'numeric', month: 'long', year: 'numeric' },
    moment: { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
    zoned: {
      weekday: 'long',
      day: 'numeric',
      month: 'short',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    },
    dated: {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    },
    hour: { hour: 'numeric', minute: '2-digit' },
    month: { month: 'long', year: 'numeric' },
    short: { day: 'numeric', month: 'short' },
    shortYear: { day: 'numeric', month: 'short', year: 'numeric' },
    full: { dateStyle: 'full', timeStyle: 'short' },
  }

const dateFormat = madeOnce((locale: string, zone: string, shape: keyof typeof shapes) => {
  // Plain "en" would be the American order; the site's English writes "26 November" and a 24-hour clock.
  const tag = locale === 'en' || locale === 'qps' ? 'en-GB' : locale
  return new Intl.DateTimeFormat(tag, { timeZone: zone, ...shapes[shape] })
})

/** Most moments that are kept in words: the pages of a busy hour show the same ones again and again. */
const mostKept = 20_000

/** A minute since 1970 in words; no shape tells seconds. */
const formatted = madeOnce(
  (minutes: number, locale: string, zone: string, shape: keyof typeof shapes) =>
    dateFormat(locale, zone, shape).format(minutes * minute),
  mostKept,
)

function inWords(date: Date, { t, actor }: Timed, shape: keyof typeof shapes): string {
  return formatted(Math.floor(date.getTime() / minute), t.locale, actor.zone, shape)
}

/** What a moment's words need: a language, a zone, and for relative ones the present. A screen and a mail have the reader's. */
export interface Timed {
  readonly t: Pick<Screen['t'], 'locale'>
  readonly actor: Pick<Screen['actor'], 'zone' | 'now'>
}

/** The moment in words, without markup: for titles, mails, attributes. */
export function timeText(date: Date, screen: Timed, style: TimeStyle): string {
  const { locale } = screen.t
  const { zone, now } = screen.actor
  if (style === 'left') return leftText(date.getTime() - now.getTime(), locale)
  if (style !== 'ago') return inWords(date, screen, style)
  const sameYear = dayOf(date, zone).year === dayOf(now, zone).year
  return agoText(date, { now, zone, locale }) ?? inWords(date, screen, sameYear ? 'short' : 'shortYear')
}

/** A zone as people read it: "America/New York". */
export function zoneText(zone: string): string {
  return zone.replaceAll('_', ' ')
}

/** A `<time>` in the reader's zone. `ago` and `left` go on moving in the browser. */
export function timeTag(date: Date, screen: Timed, style: TimeStyle = 'ago'): Html {
  const iso = date.toISOString()
  const said = timeText(date, screen, style)
  // A time that may move while the page stays open is pushed without a zone; the browser writes it in the reader's zone.
  if (style === 'zoned') return html`<time datetime="${iso}" data-moving="zoned">${said}</time>`
  if (style !== 'ago' && style !== 'left') return html`<time datetime="${iso}">${said}</time>`
  return html`<time datetime="${iso}" title="${inWords(date, screen, 'full')}" data-moving="${style}">${said}</time>`
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const relativeFormat = madeOnce(
  (locale: string) => new Intl.RelativeTimeFormat(locale === 'qps' ? 'en' : locale, { numeric: 'auto' }),
)

/** Swedish writes a date as the standard does: 2026-11-24. */
const standardDay = madeOnce((zone: string) => new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }))

/** The day of the calendar there, as a number that grows by one each day, and its year. */
const calendarDay = madeOnce((minutes: number, zone: string) => {
  const said = standardDay(zone).format(minutes * minute)
  return { number: Date.parse(said) / day, year: Number.parseInt(said, 10) }
}, mostKept)

function dayOf(date: Date, zone: string) {
  return calendarDay(Math.floor(date.getTime() / minute), zone)
}

/** "3 hours ago", "in 2 days"; from a day on by calendar days there, so that one Tuesday reads the same. Null a week away. */
function agoText(date: Date, { now, zone, locale }: { now: Date; zone: string; locale: string }): string | null {
  const ms = date.getTime() - now.getTime()
  const away = Math.abs(ms)
  const apart = away < day ? 0 : dayOf(date, zone).number - dayOf(now, zone).number
  if (Math.abs(apart) >= 7) return null
  const format = relativeFormat(locale)
  if (away < minute) return format.format(0, 'second')
  if (away < hour) return format.format(Math.trunc(ms / minute), 'minute')
  if (away < day) return format.format(Math.trunc(ms / hour), 'hour')
  return format.format(apart, 'day')
}

/** "1 day 4 hours", "23 minutes": the two largest units that matter; a minute at least. */
function leftText(ms: number, locale: string): string {
  const minutes = Math.max(1, Math.ceil(ms / minute))
  const parts: [number, 'day' | 'hour' | 'minute'][] = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes >= 360 ? 0 : minutes % 60, 'minute'],
  ]
  return parts
    .filter(([n]) => n > 0)
    .slice(0, 2)
    .map(([n, unit]) => unitText(n, unit, locale))
    .join(' ')
}
