/** Hours on the clock of a zone, and the moments they are. */
import { Temporal } from 'temporal-polyfill'

/** An hour on a clock, without its zone: `2026-03-22T10:00`. */
export type ClockTime = string

/** Is this an hour that a calendar has? */
export function isClockTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(text)) return false
  try {
    return Temporal.PlainDateTime.from(text, { overflow: 'reject' }).toString().startsWith(text)
  } catch {
    return false
  }
}

/** The moment at which the clock of a zone shows this hour. An hour that is skipped is the next one; one that comes twice, the first. */
export function momentAt(time: ClockTime, zone: string): Date {
  const zoned = Temporal.PlainDateTime.from(time).toZonedDateTime(zone, { disambiguation: 'compatible' })
  return new Date(zoned.epochMilliseconds)
}

/** What the clock of a zone shows at a moment. */
export function clockAt(moment: Date, zone: string): ClockTime {
  return zonedAt(moment, zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
}

/** A moment with its zone. */
export function zonedAt(moment: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone)
}
