/** Cancels an event, or one of its dates. */
import { changeDiscussion } from '#server/discussions/room.ts'
import { eventCancelled, eventChanged } from '#server/events/activities.ts'
import { eventAddress, eventChannel, timeOver } from '#server/events/event.ts'
import { queueEventMails } from '#server/events/mails.ts'
import { mayChangeEvent } from '#server/events/policy.ts'
import { type EventRef, findTime, lockEvent, saveCancellation, saveTime } from '#server/events/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { isClockTime, momentAt } from '#server/platform/calendar/zoned.ts'
import { insist, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Nothing of it takes place any more; its page stays, and says why.
 * @refuses not_found · forbidden · community_archived · event_over · event_cancelled
 */
export async function cancelEvent(work: Work, actor: Actor, where: EventRef & { readonly why: string }) {
  const event = await lockEvent(work, actor, where)
  insist(mayChangeEvent(actor, event, work.now))
  await saveCancellation(work, event, { by: personIdOf(actor), why: where.why })
  await changeDiscussion(work, event.id, {})
  await work.record(eventCancelled, { communityId: event.communityId, by: actor, objectId: event.id, facts: {} })
  await queueEventMails(work, event, { news: 'cancelled', timeId: null })
  work.touch(eventChannel(event.id))
  return { id: event.id, address: eventAddress(event.slug, event) }
}

/**
 * One date does not take place.
 * @refuses not_found · forbidden · community_archived · event_over · event_cancelled · time_over
 */
export async function cancelTime(work: Work, actor: Actor, where: EventRef & { readonly time: string }) {
  const event = await lockEvent(work, actor, where)
  insist(mayChangeEvent(actor, event, work.now))
  const time = await findTime(work, event.id, where.time)
  if (time.isCancelled || time.endsAt <= work.now) refuse(timeOver)
  await saveTime(work, event, time.id, null)
  await work.record(eventCancelled, {
    communityId: event.communityId,
    by: actor,
    objectId: event.id,
    facts: { timeId: time.id },
  })
  await queueEventMails(work, event, { news: 'cancelled', timeId: time.id })
  work.touch(eventChannel(event.id))
  return { id: event.id, address: eventAddress(event.slug, event) }
}

/**
 * One date takes place at another hour; the others stay.
 * @refuses not_found · forbidden · community_archived · event_over · event_cancelled · time_over · input_invalid
 */
export async function moveTime(
  work: Work,
  actor: Actor,
  where: EventRef & { readonly time: string; readonly startsAt: string },
) {
  const event = await lockEvent(work, actor, where)
  insist(mayChangeEvent(actor, event, work.now))
  const time = await findTime(work, event.id, where.time)
  if (time.isCancelled || time.endsAt <= work.now) refuse(timeOver)
  if (!isClockTime(where.startsAt))
    refuseFields({ startsAt: { says: 'This is not a day and hour. Write it like 2026-11-26T16:00.' } })
  const startsAt = momentAt(where.startsAt, event.zone)
  if (startsAt <= work.now) refuseFields({ startsAt: { says: 'This is in the past. Choose a day to come.' } })
  await saveTime(work, event, time.id, startsAt)
  await work.record(eventChanged, {
    communityId: event.communityId,
    by: actor,
    objectId: event.id,
    facts: { timeId: time.id },
  })
  await queueEventMails(work, event, { news: 'changed', timeId: time.id })
  work.touch(eventChannel(event.id))
  return { id: event.id, address: eventAddress(event.slug, event) }
}
