/** Who was at an event: when it may be ticked, and what is sent. */
import { z } from 'zod'
import { day } from '#server/platform/clock.ts'
import { chosenId, several } from '#server/platform/http/input.ts'
import { no, refusal, type Verdict, yes } from '#server/platform/refuse.ts'

export const presenceInput = z.object({ there: z.enum(['yes', 'no']) })
export const attendanceInput = z.object({ people: several(chosenId) })

export const notTickedNow = refusal(
  'not_ticked_now',
  409,
  'Who was there is ticked from the beginning of a date until a day after its end, so nothing was changed.',
)

/** One date, as this needs it. */
interface Dated {
  readonly startsAt: Date
  readonly endsAt: Date
  readonly isCancelled: boolean
}

/** From the beginning of a date until a day after its end. */
export function isTickedNow({ startsAt, endsAt, isCancelled }: Dated, now: Date): Verdict<true> {
  const isOpen = !isCancelled && startsAt <= now && now.getTime() <= endsAt.getTime() + day
  return isOpen ? yes(true) : no(notTickedNow)
}
