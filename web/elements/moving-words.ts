/** Moments, and the time between then and now, in words. The server has the same (server/platform/html/time.ts, whose test compares). */
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The day of the calendar there, as a number that grows by one each day. */
function calendarDay(date: Date, timeZone: string | undefined): number {
  // Swedish writes a date as the standard does: 2026-11-24.
  return Date.parse(date.toLocaleDateString('sv', { timeZone })) / day
}

/** "3 hours ago", and from a day on by calendar days there; null once a week away, where the server's date stays. */
export function agoText(date: Date, locale: string, now: Date, zone: string | undefined): string | null {
  const ms = +date - +now
  const away = Math.abs(ms)
  const apart = away < day ? 0 : calendarDay(date, zone) - calendarDay(now, zone)
  if (Math.abs(apart) >= 7) return null
  const say = (n: number, unit: Intl.RelativeTimeFormatUnit) =>
    new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(n), unit)
  if (away < minute) return say(0, 'second')
  if (away < hour) return say(ms / minute, 'minute')
  return away < day ? say(ms / hour, 'hour') : say(apart, 'day')
}

/** "1 day 4 hours": the two largest units that matter. */
export function leftText(date: Date, locale: string, now: Date): string {
  const minutes = Math.max(1, Math.ceil((+date - +now) / minute))
  const parts: [number, string][] = [
    [minutes / 1440, 'day'],
    [(minutes % 1440) / 60, 'hour'],
    [minutes >= 360 ? 0 : minutes % 60, 'minute'],
  ]
  return parts
    .filter(([n]) => n >= 1)
    .slice(0, 2)
    .map(([n, unit]) => Math.floor(n).toLocaleString(locale, { style: 'unit', unit, unitDisplay: 'long' }))
    .join(' ')
}

/** "Thursday 26 Nov, 16:00 CET": the moment in a zone, named. */
export function zonedText(date: Date, locale: string, _now: Date, timeZone: string | undefined): string {
  return date.toLocaleString(locale === 'en' ? 'en-GB' : locale, {
    timeZone,
    weekday: 'long',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  })
}
