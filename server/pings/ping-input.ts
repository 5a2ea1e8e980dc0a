/**
 * Shapes of the input about Pings.
 */
import { z } from 'zod'
import { groupInput } from '#server/entries/room.ts'
import { momentMissing } from '#server/pings/drafts/draft.ts'
import { isMoment, notAMoment } from '#server/platform/calendar/moment.ts'
import { addressId, chosenId, dayAsked, line, optionalProse, several, tick } from '#server/platform/http/input.ts'

const sendingMissing = 'Choose the day and hour at which it goes out.'

/** A moment on somebody's clock (`2026-11-26T16:00`), or with its offset; an empty field is none. */
const moment = z.preprocess(
  (value) => (value === '' ? undefined : value),
  z.string().refine(isMoment, { message: notAMoment.says }).optional(),
)

const needsMoment = {
  when: (input: { hours?: string; closesAt?: string }) => input.hours !== 'until' || input.closesAt !== undefined,
  no: { path: ['closesAt'], message: momentMissing.says },
}

/** Words as they were typed. draft.ts reports everything that is wrong with them at once. */
const words = z.object({
  question: z.string().default(''),
  options: several(z.string()),
  /** One of the usual numbers of hours after sending, or `until`. */
  hours: z.union([z.number(), z.string()]).optional(),
  /** A moment on the writer's clock, or with its offset. */
  closesAt: z.string().optional(),
  voiceId: z.string().nullish(),
  /** Are those reminded, once, who have not answered? */
  reminds: tick(),
  group: groupInput,
})
/** A Ping as its writer types or sends it. */
export type TypedPing = z.infer<typeof words>

/** A new Ping. `send` sends it at once, without a look at its preview; `on` is the day for which it was begun. */
export const newPing = words.extend({ community: z.string(), send: tick(), on: dayAsked })

/** Other words for a draft. */
export const changedPing = words.extend({ community: z.string(), ping: addressId }).transform(withId)

/** One Ping of a community. */
const onePing = z.object({ community: z.string(), ping: addressId })

/** The same for use cases. */
export const onePingId = onePing.transform(({ community, ping }) => ({ community, pingId: ping }))

const why = line(500, 'Say why, in a few words: everybody sees it.')

/** When a draft is to go out by itself. */
export const scheduling = z
  .object({
    ...onePing.shape,
    sendsAt: z.string({ error: sendingMissing }).min(1, sendingMissing).refine(isMoment, { message: notAMoment.says }),
  })
  .transform(withId)

/** An end before its hour. */
export const earlyClosing = z.object({ ...onePing.shape, why }).transform(withId)

/** What followed from a Ping; empty takes it away. */
export const longestOutcome = 2000
export const outcomeInput = z.object({ ...onePing.shape, text: optionalProse(longestOutcome) }).transform(withId)

/** More time: a day, two, or until a moment. */
export const extension = z
  .object({
    ...onePing.shape,
    why,
    hours: z
      .preprocess((value) => (typeof value === 'number' ? String(value) : value), z.enum(['24', '48', 'until']))
      .optional(),
    closesAt: moment,
  })
  .refine(needsMoment.when, needsMoment.no)
  .transform(({ hours, closesAt, ...input }) => ({
    ...withId(input),
    hours: hours && hours !== 'until' ? Number(hours) : undefined,
    closesAt: hours && hours !== 'until' ? undefined : closesAt,
  }))

/** A withdrawal; `anew` begins a draft with the same words. */
export const withdrawal = z
  .object({
    ...onePing.shape,
    why,
    anew: z.preprocess((value) => value === 'yes' || value === true || value === 'true', z.boolean()),
  })
  .transform(withId)

/** An answer. */
export const vote = z
  .object({
    ...onePing.shape,
    optionId: chosenId,
    /** The page it was given on, to lead back there; without it, the Ping's own page. */
    from: z.literal('community').optional(),
  })
  .transform(withId)

function withId<T extends { ping: string }>({ ping, ...rest }: T): Omit<T, 'ping'> & { pingId: string } {
  return { ...rest, pingId: ping }
}
