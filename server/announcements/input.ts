/** Shapes of the input about announcements. */
import { z } from 'zod'
import { longestText } from '#server/announcements/announcement.ts'
import { groupsInput } from '#server/entries/room.ts'
import { isDay, isMoment, notAMoment } from '#server/platform/calendar/moment.ts'
import { dayAsked, naming, prose, tick } from '#server/platform/http/input.ts'

/** What one says, and how it goes out. */
export const words = z.object({
  title: naming(200, 'Write a title.'),
  source: prose(longestText, 'Write what you want to announce.'),
  /** A featured person in whose name it is; left out or empty for oneself. */
  voiceId: z.string().max(300).nullish(),
  /** The cohorts it is for. */
  group: groupsInput,
  /** The form sends it empty along with a ticked box, so that an unticked one is told from one that was not sent. */
  hasDiscussion: tick(),
  asksConfirmation: tick(),
})
export type TypedAnnouncement = z.infer<typeof words>

/** A new one. `publish` publishes it at once; `on` is the day for which it was begun, which its page then offers. */
export const newAnnouncement = words.extend({ publish: tick(), on: dayAsked })

const momentMissing = 'Choose the day and hour at which it is published.'

/** A moment on its writer's clock, or with its offset. */
export const schedule = z.object({
  publishAt: z.string(momentMissing).min(1, momentMissing).refine(isMoment, { message: notAMoment.says }),
})

/** The last day on which one is pinned; empty: no longer. */
export const pin = z.object({
  until: z.preprocess(
    (value) => (value === '' ? null : value),
    z.string().refine(isDay, { message: 'This is not a day. Write it like 2026-11-26.' }).nullable().default(null),
  ),
})
