/** Accept, Tentative or Decline, pressed in a calendar, is an answer to the event. */
import { answerEvent } from '#server/events/answer-event.ts'
import { uidOf } from '#server/events/event.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { CalendarReply, Mail } from '#server/platform/mail/mail-kind.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * @returns false where the calendar answers something else than the event that was mailed
 * @refuses not_found · not_an_attendee · agreement_first · community_archived · event_over · event_cancelled
 */
export async function answerFromCalendar(
  work: Work,
  actor: Actor,
  { aboutId }: Pick<Mail, 'aboutId'>,
  { uid, answer }: CalendarReply,
): Promise<boolean> {
  if (uid !== uidOf(aboutId)) return false
  await answerEvent(work, actor, { event: aboutId, answer })
  return true
}
