/** What a plan says about the things in it. Pure. */
import { z } from 'zod'
import { clockAt } from '#server/platform/calendar/zoned.ts'
import { day as oneDay } from '#server/platform/clock.ts'
import type { PlanPart } from '#server/platform/declared.ts'
import { type PlanItem, planItem } from '#server/platform/plan-item.ts'

/** So many weeks are in the list. */
export const weeksAhead = 8

export const plannedView = planItem.extend({
  /** The key of its part. */
  part: z.string(),
  /** How many of its part are in its week, where that is many; else null. */
  crowd: z.number().nullable(),
})
export type Planned = z.infer<typeof plannedView>

/** `/c/:community/plan` */
export function planAddress(slug: string): string {
  return `/c/${slug}/plan`
}

/** The day of a moment on the clock of a zone: `2026-12-07`. */
export function dayOf(moment: Date, zone: string): string {
  return clockAt(moment, zone).slice(0, 10)
}

/** The day so many days later. */
export function daysLater(day: string, by: number): string {
  return new Date(Date.parse(day) + by * oneDay).toISOString().slice(0, 10)
}

/** The Monday of the week in which a day is. */
export function mondayOf(day: string): string {
  return daysLater(day, -((new Date(day).getUTCDay() + 6) % 7))
}

/** The things of several parts in one order, those with no day last; of each how many of its part are in its week, where that is many. */
export function planned(
  found: readonly { readonly part: Pick<PlanPart, 'key' | 'crowded'>; readonly items: readonly PlanItem[] }[],
  zone: string,
): Planned[] {
  const all = found.flatMap(({ part, items }) => {
    const weeks = Map.groupBy(items, ({ at }) => at && mondayOf(dayOf(at, zone)))
    return items.map((item) => {
      const n = item.at ? (weeks.get(mondayOf(dayOf(item.at, zone)))?.length ?? 0) : 0
      return { ...item, part: part.key, crowd: part.crowded && n >= part.crowded.from ? n : null }
    })
  })
  return all.toSorted((one, other) => (one.at?.getTime() ?? Infinity) - (other.at?.getTime() ?? Infinity))
}
