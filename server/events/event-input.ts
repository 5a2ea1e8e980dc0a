/** Shapes of the input about events. */
import { z } from 'zod'
import { groupInput } from '#server/entries/room.ts'
import { eventAnswers } from '#server/events/event.ts'
import { repeatEvery, weekdays } from '#server/platform/calendar/repeat.ts'
import {
  chosenId,
  line,
  naming,
  optionalLine,
  optionalProse,
  several,
  tick,
  whole,
} from '#server/platform/http/input.ts'

const emptyIsNull = <T extends z.ZodType>(one: T) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), one.nullable())

const callAddress = optionalLine(500).refine(
  (text) => text === '' || (/^https?:\/\//i.test(text) && URL.canParse(text)),
  'This is not a web address. A web address begins with https:// or http://.',
)

/** An event as it is typed. */
export const aboutEvent = z.object({
  title: naming(200, 'Give it a name.'),
  description: optionalProse(10_000),
  startsAt: z.string().max(40).default(''),
  endsAt: z.string().max(40).default(''),
  /** An IANA zone. */
  zone: z.string().max(80),
  every: z.enum(['once', ...repeatEvery]).default('once'),
  /** Every second week: 2. Left out or empty: 1. */
  interval: emptyIsNull(whole(1, 52)),
  days: several(z.enum(weekdays)),
  /** The last day (`2026-12-31`), or how many times; one of the two where it repeats. */
  until: z.string().max(20).default(''),
  times: emptyIsNull(whole(1, 1_000_000)),
  place: optionalLine(300),
  callAddress,
  capacity: emptyIsNull(whole(1, 100_000)),
  hosts: several(chosenId),
  /** More hosts, as they are called; commas between them. */
  who: optionalLine(300),
  /** The address of a working page or a resource of the same community. */
  agenda: optionalLine(600),
  group: groupInput,
})
export type AboutEvent = z.infer<typeof aboutEvent>

/** A new one: is an invitation mailed to everybody whom it is for? */
export const newEvent = aboutEvent.extend({ invite: tick() })
export type NewEvent = z.infer<typeof newEvent>

/** Whether one comes. */
export const answerInput = z.object({ answer: z.enum(eventAnswers), from: z.enum(['community', 'mine']).optional() })

/** Why it does not take place. */
export const cancellation = z.object({ why: line(500, 'Say why, in a few words: everybody who was to come reads it.') })

/** Another hour for one of its dates. */
export const movedTime = z.object({ startsAt: z.string().max(40) })
