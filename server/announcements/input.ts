/** Shapes of the input about announcements. */
import { z } from 'zod'
import { longestText } from '#server/announcements/announcement.ts'
import { groupInput } from '#server/entries/room.ts'
import { isMoment, momentMissing, notAMoment } from '#server/pings/room.ts'
import { naming, prose, tick } from '#server/platform/http/input.ts'

/** What one says, and how it goes out. */
export const words = z.object({
  title: naming(200, 'Write a title.'),
  source: prose(longestText, 'Write what you want to announce.'),
  /** A featured person in whose name it is; left out or empty for oneself. */
  voiceId: z.string().max(300).nullish(),
  group: groupInput,
  /** The form sends it empty along with a ticked box, so that an unticked one is told from one that was not sent. */
  hasDiscussion: tick(),
  asksConfirmation: tick(),
})
export type TypedAnnouncement = z.infer<typeof words>

/** A moment on its writer's clock, or with its offset. */
export const schedule = z.object({
  publishAt: z.string(momentMissing.says).min(1, momentMissing.says).refine(isMoment, { message: notAMoment.says }),
})

/** The last day on which one is pinned; empty: no longer. */
export const pin = z.object({
  until: z.preprocess(
    (value) => (value === '' ? null : value),
    z
      .string()
      .refine((day) => isMoment(`${day}T00:00`), { message: 'This is not a day. Write it like 2026-11-26.' })
      .nullable()
      .default(null),
  ),
})
