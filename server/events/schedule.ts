/** When an event takes place, from what somebody typed. Pure. */
import { isZone } from '#server/identity/room.ts'
import { type Planned, plannedTimes, type Repeat } from '#server/platform/calendar/repeat.ts'
import { isClockTime, momentAt } from '#server/platform/calendar/zoned.ts'
import { day, minute } from '#server/platform/clock.ts'
import { type FieldProblems, inputInvalid, no, type Verdict, yes } from '#server/platform/refuse.ts'

/** As it is typed. */
export interface TypedSchedule {
  readonly startsAt: string
  readonly endsAt: string
  readonly zone: string
  readonly every: 'once' | Repeat['every']
  readonly interval: number | null
  readonly days: Repeat['days']
  readonly until: string
  readonly times: number | null
}

export interface Schedule {
  readonly zone: string
  readonly firstAt: string
  readonly minutes: number
  readonly repeats: Repeat | null
  readonly times: readonly Planned[]
}

/** Longer than this is not one meeting. */
const longestDays = 14

const notADay = { says: 'This is not a day and hour. Write it like 2026-11-26T16:00.' }

/** The schedule, or a sentence for each field that needs another look. */
export function validSchedule(typed: TypedSchedule, now: Date): Verdict<Schedule> {
  const fields: FieldProblems = {}
  if (!isZone(typed.zone)) fields.zone = { says: 'There is no time zone of this name. Choose one from the list.' }
  if (!isClockTime(typed.startsAt)) fields.startsAt = notADay
  if (!isClockTime(typed.endsAt)) fields.endsAt = notADay
  const ending = endOf(typed)
  if (!ending.ok) Object.assign(fields, ending.fields)
  if (Object.keys(fields).length > 0 || !ending.ok) return no(inputInvalid, { fields })

  const { zone, startsAt: firstAt } = typed
  const ms = momentAt(typed.endsAt, zone).getTime() - momentAt(firstAt, zone).getTime()
  if (ms <= 0)
    return no(inputInvalid, { fields: { endsAt: { says: 'It ends before it begins. Choose a later end.' } } })
  if (ms > longestDays * day)
    return no(inputInvalid, {
      fields: {
        endsAt: {
          says: 'It takes at most {days, number} days. Choose an earlier end, or let it repeat.',
          values: { days: longestDays },
        },
      },
    })
  const planned = plannedTimes(firstAt, zone, ending.value)
  if (!planned.ok) {
    const { end } = planned.fields ?? {}
    return end ? no(inputInvalid, { fields: { [typed.until ? 'until' : 'times']: end } }) : planned
  }
  const last = planned.value.at(-1)?.moment
  if (!last || last.getTime() + ms <= now.getTime())
    return no(inputInvalid, { fields: { startsAt: { says: 'This is in the past. Choose a day to come.' } } })
  return yes({ zone, firstAt, minutes: Math.round(ms / minute), repeats: ending.value, times: planned.value })
}

function endOf({ every, interval, days, until, times }: TypedSchedule): Verdict<Repeat | null> {
  if (every === 'once') return yes(null)
  const base = { every, interval: interval ?? 1, days: every === 'week' ? days : [] }
  if (times !== null && until === '') return yes({ ...base, end: { count: times } })
  if (until !== '' && times === null)
    return isClockTime(`${until}T00:00`)
      ? yes({ ...base, end: { until } })
      : no(inputInvalid, {
          fields: { until: { says: 'This is not a day of the calendar. Write it like 2026-11-26.' } },
        })
  const says =
    until === ''
      ? 'Say when it ends: the last day, or how often it takes place.'
      : 'Say one of the two: the last day, or how often it takes place.'
  return no(inputInvalid, { fields: { until: { says } } })
}
