/**
 * Shapes of what people send about Pings.
 */
import { z } from 'zod'
import { longestQuestion } from '#server/pings/draft.ts'
import { addressId, chosenId, line, several, tick } from '#server/platform/http/input.ts'

const momentShape = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:?\d\d)?$/

/** A moment on somebody's clock (`2026-11-26T16:00`), or with its offset; an empty field is none. */
const moment = z.preprocess(
  (value) => (value === '' ? undefined : value),
  z.string().refine(isMoment, { message: 'This is not a day and hour. Write it like 2026-11-26T16:00.' }).optional(),
)

function isMoment(text: string): boolean {
  const [, year, month, day] = momentShape.exec(text) ?? []
  if (!year || Number.isNaN(Date.parse(text))) return false
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}

const hours = z
  .preprocess((value) => (typeof value === 'number' ? String(value) : value), z.enum(['24', '48', '72', 'until']))
  .optional()

const words = {
  question: line(longestQuestion, 'Write the question.'),
  options: several(z.string().max(2000)),
  hours,
  closesAt: moment,
  voiceId: z.preprocess((value) => (value === '' ? undefined : value), chosenId.nullish()),
}

/** Until a number of hours is over, or a moment: only what was chosen goes on. */
function ending(input: { hours?: '24' | '48' | '72' | 'until'; closesAt?: string }) {
  if (input.hours && input.hours !== 'until') return { hours: Number(input.hours), closesAt: undefined }
  return { hours: undefined, closesAt: input.closesAt }
}

const needsMoment = {
  when: (input: { hours?: string; closesAt?: string }) => input.hours !== 'until' || input.closesAt !== undefined,
  no: { path: ['closesAt'], message: 'Pick the hour it closes at.' },
}

/** A new Ping. `send` sends it at once, without a look at its preview. */
export const newPing = z
  .object({ community: z.string(), ...words, send: tick() })
  .refine(needsMoment.when, needsMoment.no)
  .transform((input) => ({ ...input, ...ending(input) }))

/** Other words for a draft. */
export const changedPing = z
  .object({ community: z.string(), ping: addressId, ...words })
  .refine(needsMoment.when, needsMoment.no)
  .transform(({ ping, ...input }) => ({ ...input, pingId: ping, ...ending(input) }))

/** One Ping of a community. */
export const onePing = z.object({ community: z.string(), ping: addressId })

/** The same for use cases. */
export const onePingId = onePing.transform(({ community, ping }) => ({ community, pingId: ping }))

const why = line(500, 'Say why, in a few words: everybody sees it.')

/** An end before its hour. */
export const earlyClosing = z.object({ ...onePing.shape, why }).transform(withId)

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
export const vote = z.object({ ...onePing.shape, optionId: chosenId }).transform(withId)

function withId<T extends { ping: string }>({ ping, ...rest }: T): Omit<T, 'ping'> & { pingId: string } {
  return { ...rest, pingId: ping }
}
