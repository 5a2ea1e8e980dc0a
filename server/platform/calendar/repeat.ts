/**
 * What repeats: daily, weekly on some days, monthly by date or by weekday, until a date or a number of times. Hours are those
 * on the clock of a zone: a weekly 10:00 stays 10:00 over a clock change. Pure.
 */
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { type ClockTime, momentAt } from '#server/platform/calendar/zoned.ts'
import { inputInvalid, no, type Verdict, yes } from '#server/platform/refuse.ts'

/** In the order of a week. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

export const repeatEvery = ['day', 'week', 'month_date', 'month_weekday'] as const

/** How something repeats. It ends by a date or after a number of times. */
export const repeat = z.object({
  every: z.enum(repeatEvery),
  /** Every second week: 2. */
  interval: z.number(),
  /** Of a weekly one; none means the day of the first. */
  days: z.array(z.enum(weekdays)),
  /** `2026-12-31`, or how often. */
  end: z.union([z.object({ until: z.string() }), z.object({ count: z.number() })]),
})
export type Repeat = z.infer<typeof repeat>

/** One of those that repeat: when the rule has it, and the moment that is. */
export interface Planned {
  readonly at: ClockTime
  readonly moment: Date
}

/** More than these are refused: two years of each working day. */
const mostOccurrences = 520

const tooOften = {
  says: 'That is more than {most, number} times. Let it end earlier; it can be planned on from there.',
  values: { most: mostOccurrences },
}
const never = { says: 'With these days and this end it would never take place. Choose a later end, or other days.' }

/**
 * All times at which it takes place; one where it does not repeat.
 * @refuses input_invalid, with a sentence about `end`
 */
export function plannedTimes(first: ClockTime, zone: string, rule: Repeat | null): Verdict<readonly Planned[]> {
  const planned = (at: ClockTime) => ({ at, moment: momentAt(at, zone) })
  if (!rule) return yes([planned(first)])
  if ('count' in rule.end && rule.end.count > mostOccurrences) return no(inputInvalid, { fields: { end: tooOften } })
  // On a clock without changes, as the rule is about what clocks show; which moments these are is asked of the zone afterwards.
  const found = new RRuleTemporal({
    ...partsOf(first, rule),
    tzid: 'UTC',
    dtstart: Temporal.PlainDateTime.from(first).toZonedDateTime('UTC'),
    temporal: Temporal,
  }).all((_, i) => i <= mostOccurrences)
  if (found.length > mostOccurrences) return no(inputInvalid, { fields: { end: tooOften } })
  if (found.length === 0) return no(inputInvalid, { fields: { end: never } })
  return yes(found.map((one) => planned(one.toPlainDateTime().toString({ smallestUnit: 'minute' }))))
}

function partsOf(first: ClockTime, { every, interval, days, end }: Repeat) {
  const start = Temporal.PlainDateTime.from(first)
  const own = weekdays[start.dayOfWeek - 1] as Weekday
  const bound =
    'count' in end
      ? { count: end.count }
      : { until: Temporal.PlainDate.from(end.until).toZonedDateTime({ timeZone: 'UTC', plainTime: '23:59:59' }) }
  const base = { interval, ...bound }
  if (every === 'day') return { ...base, freq: 'DAILY' as const }
  if (every === 'week') return { ...base, freq: 'WEEKLY' as const, byDay: days.length > 0 ? [...days] : [own] }
  if (every === 'month_date') return { ...base, freq: 'MONTHLY' as const, byMonthDay: [start.day] }
  return { ...base, freq: 'MONTHLY' as const, byDay: [`${weekOfMonth(start)}${own}`] }
}

/** 1 to 4, or -1 for the last: the fifth Tuesday is the last one. */
function weekOfMonth(date: { readonly day: number }): number {
  const week = Math.ceil(date.day / 7)
  return week === 5 ? -1 : week
}

/**
 * The rule as calendars read it (RFC 5545). It always ends by the last moment: programs do not agree whether a skipped hour counts.
 * @param times all times at which it takes place, one at least
 */
export function ruleText(first: ClockTime, rule: Repeat, times: readonly Planned[]): string {
  const { freq, interval, ...by } = partsOf(first, rule)
  const last = times
    .at(-1)
    ?.moment.toISOString()
    .replaceAll(/[-:]|\.\d+/g, '')
  const parts = [`FREQ=${freq}`, `UNTIL=${last}`]
  if (interval > 1) parts.push(`INTERVAL=${interval}`)
  if ('byDay' in by) parts.push(`BYDAY=${by.byDay.join(',')}`)
  if ('byMonthDay' in by) parts.push(`BYMONTHDAY=${by.byMonthDay.join(',')}`)
  if (freq === 'WEEKLY' && interval > 1) parts.push('WKST=MO')
  return parts.join(';')
}
