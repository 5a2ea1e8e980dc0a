/** Moments, and how much time lies between then and now, in words. The server says the same (server/platform/html/time.ts; its test compares). */
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** "3 hours ago", "in 2 days"; null once a week away, where the server's date stays. */
export function agoText(ms: number, locale: string): string | null {
  const away = Math.abs(ms)
  if (away >= 7 * day) return null
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (away < minute) return format.format(0, 'second')
  if (away < hour) return format.format(Math.trunc(ms / minute), 'minute')
  if (away < day) return format.format(Math.trunc(ms / hour), 'hour')
  return format.format(Math.trunc(ms / day), 'day')
}

/** "1 day 4 hours": the two largest units that matter. */
export function leftText(ms: number, locale: string): string {
  const minutes = Math.max(1, Math.ceil(ms / minute))
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes >= 360 ? 0 : minutes % 60, 'minute'],
  ]
  return parts
    .filter(([n]) => n > 0)
    .slice(0, 2)
    .map(([n, unit]) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(n))
    .join(' ')
}

/** "Thursday 26 Nov, 16:00 CET": the moment in a zone, named. */
export function zonedText(date: Date, locale: string, timeZone: string | undefined): string {
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
