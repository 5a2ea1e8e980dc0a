/** When a person's digest comes, and until when they want no mail: the rules. Pure. */
import { inputInvalid, no, type Verdict, yes } from '#server/platform/refuse.ts'

/** A digest's hour, 0 to 23, and weekday, 1 (Monday) to 7, on the clock of a zone. */
export interface Rhythm {
  readonly hour: number
  readonly weekday: number
  readonly timeZone: string
}

const longestQuiet = 366

/**
 * A quiet time ends on a day that is still to come, within a year.
 * @param until the first day with mail, `2026-12-24`; null for no quiet time
 * @param today where the person is
 */
export function validQuiet(until: string | null, today: string): Verdict<string | null> {
  if (until === null) return yes(null)
  const days = (Date.parse(until) - Date.parse(today)) / (24 * 60 * 60 * 1000)
  if (!Number.isFinite(days)) return wrong('This is not a date.')
  if (days < 1) return wrong('Choose a day that is still to come.')
  return days > longestQuiet ? wrong('Choose a day within a year.') : yes(until)
}

function wrong(says: string): Verdict<never> {
  return no(inputInvalid, { fields: { until: { says } } })
}
