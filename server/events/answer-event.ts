/** Somebody says whether they come to an event. */
import { eventAnswered } from '#server/events/activities.ts'
import { saveAnswer } from '#server/events/answer-store.ts'
import { type EventAnswer, eventAddress, eventChannel } from '#server/events/event.ts'
import { givePlaces } from '#server/events/give-places.ts'
import { queueOwnMail } from '#server/events/mails.ts'
import { mayAnswer } from '#server/events/policy.ts'
import { type EventRef, lockEvent } from '#server/events/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Sets or changes an answer. Where no place is free a yes waits for one; a place that comes free goes to who waits longest.
 * @returns where it leads, and whether they wait
 * @refuses not_found · not_an_attendee · agreement_first · community_archived · event_over · event_cancelled
 */
export async function answerEvent(work: Work, actor: Actor, where: EventRef & { readonly answer: EventAnswer }) {
  const event = await lockEvent(work, actor, where)
  const personId = insist(mayAnswer(actor, event, work.now))
  const { waits, before } = await saveAnswer(work, event, personId, where.answer)
  await work.record(eventAnswered, { communityId: event.communityId, by: actor, objectId: event.id })
  if (where.answer !== before) await queueOwnMail(work, event, personId, where.answer)
  await givePlaces(work, event)
  work.touch(eventChannel(event.id))
  return { id: event.id, address: eventAddress(event.slug, event), slug: event.slug, answer: where.answer, waits }
}
