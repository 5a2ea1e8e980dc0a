/** A moment as somebody writes it: on their own clock, or with its offset. Pure. */
import { momentAt } from '#server/platform/calendar/zoned.ts'

export const notAMoment = { says: 'This is not a day and hour. Write it like 2026-11-26T16:00.' }

const momentShape = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?$/

/** A day and hour of the calendar: `2026-11-26T16:00`, or with an offset? */
export function isMoment(text: string): boolean {
  const [, year, month, day] = momentShape.exec(text) ?? []
  if (!year || Number.isNaN(Date.parse(text))) return false
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}

/** A day of the calendar: `2026-11-26`? */
export function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && isMoment(`${text}T00:00`)
}

/** A written {@link isMoment} as its writer's clock shows it, or with its offset. */
export function momentOf(written: string, zone: string): Date {
  return /(Z|[+-]\d\d:?\d\d)$/.test(written) ? new Date(written) : momentAt(written, zone)
}
