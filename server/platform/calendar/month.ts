/** The days of a month on somebody's clock, in whole weeks. Pure. */
import { clockAt, momentAt } from '#server/platform/calendar/zoned.ts'
import { day } from '#server/platform/clock.ts'

/** `2026-12`. */
export type Month = string

/** Is this a month, of this century or those beside it? */
export function isMonth(text: string): boolean {
  return /^(19|20|21)\d\d-(0[1-9]|1[0-2])$/.test(text)
}

/** The month in which a moment is, there. */
export function monthOf(moment: Date, zone: string): Month {
  return clockAt(moment, zone).slice(0, 7)
}

/** So many months later, or before. */
export function monthsLater(month: Month, by: number): Month {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

/** Its days (`2026-12-01`) in weeks that begin on Monday, with those of the months beside it that fill them. */
export function weeksOf(month: Month): string[][] {
  const first = new Date(`${month}-01T00:00:00Z`)
  const before = (first.getUTCDay() + 6) % 7
  const length = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return Array.from({ length: Math.ceil((before + length) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, i) =>
      new Date(first.getTime() + (week * 7 + i - before) * day).toISOString().slice(0, 10),
    ),
  )
}

/** The moments between which these weeks are, there. */
export function monthAround(month: Month, zone: string): { from: Date; to: Date } {
  const days = weeksOf(month).flat()
  const after = new Date(Date.parse(days.at(-1) as string) + day).toISOString().slice(0, 10)
  return { from: momentAt(`${days[0]}T00:00`, zone), to: momentAt(`${after}T00:00`, zone) }
}
