/**
 * Spans of time in ms. The time itself comes from the database, so that one clock decides every deadline: a Look and a
 * Work bring it; in SQL `app_now()` is when a transaction began, `app_clock()` the time as it is evaluated, for deadlines
 * checked after waiting for a lock. Both are moved by the database setting `guildhall.shift`, which tests set.
 */
export const second = 1000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** The day of the calendar in a zone: `2026-12-07`. */
export function todayIn(zone: string, now: Date): string {
  return new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(now)
}
