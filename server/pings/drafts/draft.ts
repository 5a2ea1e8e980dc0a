/**
 * The rules of a draft: two to nine different answers, and an end within three days, or as many days as the community allows.
 */
import type { Ping } from '#server/pings/ping.ts'
import { isMoment, notAMoment } from '#server/platform/calendar/moment.ts'
import { hour } from '#server/platform/clock.ts'
import { type FieldProblems, inputInvalid, no, refusal, type Verdict, yes } from '#server/platform/refuse.ts'
import { isNaming, isSameName, looksAlike } from '#server/platform/words.ts'

export const fewestOptions = 2
export const mostOptions = 9
export const longestQuestion = 300
export const longestOption = 200
/** How long a Ping is open, in hours. */
export const usualHours = [24, 48, 72] as const
export const usualWish = 48
/** An extended Ping ends at the latest this long after it was sent. */
const mostDaysExtended = 7

/** When a Ping is to end: some hours after it is sent, or at a moment. */
export type Ending = { readonly hours: number } | { readonly at: Date }

export const momentMissing = { says: 'Choose the closing time.' }

export const endOver = refusal(
  'end_over',
  409,
  'The chosen closing time has passed or is later than this community allows. Nothing was sent: edit the Ping and choose another time.',
)

/** The question as it is stored: one line, not empty. */
export function validQuestion(typed: string): Verdict<string> {
  const question = oneLine(typed)
  if (!isNaming(question)) return no(inputInvalid, { fields: { question: { says: 'Write the question.' } } })
  return question.length > longestQuestion
    ? no(inputInvalid, { fields: { question: tooLong(longestQuestion) } })
    : yes(question)
}

/**
 * Answers as they are stored: trimmed, without the empty rows at the end.
 * Problems are by row, `options.1` for the first.
 */
export function validOptions(typed: readonly string[]): Verdict<string[]> {
  // It reads one row more than allowed, to refuse it, and no further: there may be any number.
  const options = typed
    .slice(0, lastFilled(typed) + 1)
    .slice(0, mostOptions + 1)
    .map(oneLine)
  const fields: FieldProblems = {}
  for (const [i, option] of options.entries()) {
    const same = options.findIndex((one) => looksAlike(one, option))
    if (isBlank(option)) fields[`options.${i + 1}`] = { says: 'Fill this answer in, or move the ones below it up.' }
    else if (!isNaming(option) && !/\p{Extended_Pictographic}/u.test(option))
      fields[`options.${i + 1}`] = { says: 'An answer holds at least one letter or digit.' }
    else if (same < i) {
      fields[`options.${i + 1}`] = { says: 'This is the same as answer {n, number}.', values: { n: same + 1 } }
      if (!isSameName(options[same] as string, option))
        fields[`options.${i + 1}`] = {
          says: 'This looks the same as answer {n, number}: some of its letters are of another alphabet.',
          values: { n: same + 1 },
        }
    } else if (option.length > longestOption) fields[`options.${i + 1}`] = tooLong(longestOption)
  }
  if (options.length < fewestOptions) {
    fields[`options.${options.length + 1}`] = { says: 'A Ping has at least two answers.' }
  }
  if (options.length > mostOptions) fields[`options.${mostOptions + 1}`] = { says: 'A Ping has at most nine answers.' }
  return Object.keys(fields).length > 0 ? no(inputInvalid, { fields }) : yes(options)
}

function lastFilled(typed: readonly string[]): number {
  return typed.findLastIndex((text) => !isBlank(text))
}

/** One line, without characters of no width that join nothing, so that two answers that look the same are the same. */
function oneLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u200b\u2060\ufeff]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** Does it look empty? Characters without a shape of their own do not count. */
function isBlank(text: string): boolean {
  return /^[\s\p{Cc}\p{Cf}]*$/u.test(text)
}

function tooLong(most: number): FieldProblems[string] {
  return { says: 'This is too long: at most {most, number} characters.', values: { most } }
}

/**
 * The end as it was typed: a number of `hours`, or with `until` or without a choice a moment on the writer's clock, or with
 * its offset. Only the chosen one counts; without either the Ping is open as long as usual.
 */
export function validWish(typed: {
  readonly hours?: number | string
  readonly closesAt?: string
}): Verdict<{ readonly hours: number } | { readonly moment: string }> {
  const hours = typed.hours === 'until' || typed.hours === '' ? undefined : typed.hours
  if (hours !== undefined) {
    const usual = usualHours.find((one) => String(one) === String(hours))
    return usual
      ? yes({ hours: usual })
      : no(inputInvalid, { fields: { hours: { says: 'Choose one from the list.' } } })
  }
  if (typed.closesAt)
    return isMoment(typed.closesAt)
      ? yes({ moment: typed.closesAt })
      : no(inputInvalid, { fields: { closesAt: notAMoment } })
  return typed.hours === 'until' ? no(inputInvalid, { fields: { closesAt: momentMissing } }) : yes({ hours: usualWish })
}

/** An end a sender may choose: in the future, and no more hours away than the community allows. */
export function validEnding(ending: Ending, now: Date, longestHours: number): Verdict<Ending> {
  if ('hours' in ending) return yes(ending)
  const problem = endProblem(ending.at, now, longestHours)
  return problem ? no(inputInvalid, { fields: { closesAt: problem } }) : yes(ending)
}

/** An end that an open Ping may be moved to: later than it was, and at most a week after it was sent. */
export function validExtension(at: Date, ping: { closesAt: Date; sentAt: Date }): Verdict<Date> {
  if (at <= ping.closesAt) {
    return no(inputInvalid, { fields: { closesAt: { says: 'Choose a time after the current closing time.' } } })
  }
  if (at.getTime() > ping.sentAt.getTime() + mostDaysExtended * 24 * hour) {
    const says = 'A Ping ends a week after it was sent at the latest. Choose an earlier time.'
    return no(inputInvalid, { fields: { closesAt: { says } } })
  }
  return yes(at)
}

/** When it closes if it is sent now. */
export function endOf(ping: { hours: number; closesAt: Date | null }, now: Date): Date {
  return ping.closesAt ?? new Date(now.getTime() + ping.hours * hour)
}

/** The end of a draft that is sent now, or a refusal. */
export function validEnd(ping: Pick<Ping, 'hours' | 'closesAt' | 'longestHours'>, now: Date): Verdict<Date> {
  const isOver = ping.closesAt && endProblem(ping.closesAt, now, ping.longestHours)
  return isOver ? no(endOver) : yes(endOf(ping, now))
}

function endProblem(end: Date, now: Date, longestHours: number): FieldProblems[string] | null {
  if (end <= now) return { says: 'This time has passed. Choose a later one.' }
  if (end.getTime() > now.getTime() + longestHours * hour) {
    return {
      says: 'A Ping is open for {days, number} days at most here. Choose an earlier time.',
      values: { days: longestHours / 24 },
    }
  }
  return null
}

/** Do few people look at this hour, because it is night or a weekend there? */
export function endWarning(end: Date, zone: string): 'night' | 'weekend' | null {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: 'numeric',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(format.formatToParts(end).map(({ type, value }) => [type, value]))
  if (parts.weekday === 'Sat' || parts.weekday === 'Sun') return 'weekend'
  const at = Number(parts.hour)
  return at >= 22 || at < 7 ? 'night' : null
}
