/**
 * The rule of a schedule: an hour that lies ahead, within a year, and before the Ping is to close.
 */
import type { Ping } from '#server/pings/ping.ts'
import { hour } from '#server/platform/clock.ts'
import { inputInvalid, no, type Verdict, yes } from '#server/platform/refuse.ts'

const mostDaysAhead = 365

/** The hour at which a draft is to go out. */
export function validSchedule(at: Date, { closesAt }: Pick<Ping, 'closesAt'>, now: Date): Verdict<Date> {
  const says = problemOf(at, closesAt, now)
  return says ? no(inputInvalid, { fields: { sendsAt: { says } } }) : yes(at)
}

function problemOf(at: Date, closesAt: Date | null, now: Date): string | null {
  if (at <= now) return 'This time has passed. Choose a later one.'
  if (at.getTime() > now.getTime() + mostDaysAhead * 24 * hour) return 'Choose a time within a year.'
  return closesAt && at >= closesAt
    ? 'The Ping would close before it goes out. Choose an earlier time, or edit it and choose another closing time.'
    : null
}
