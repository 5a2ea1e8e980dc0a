/**
 * When those who have not answered are reminded, once: a day before the end, and of a Ping that is open for about a day six
 * hours before.
 */
import { hour } from '#server/platform/clock.ts'

/** The moment; null where it is open for so short a time that a reminder would come right after the Ping. */
export function reminderOf({ from, until }: { readonly from: Date; readonly until: Date }): Date | null {
  const open = (until.getTime() - from.getTime()) / hour
  const before = open > 36 ? 24 : open >= 12 ? 6 : null
  return before === null ? null : new Date(until.getTime() - before * hour)
}
