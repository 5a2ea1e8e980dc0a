/** Gives free places to those who wait for one, the longest first, and tells them. */
import { placesGiven } from '#server/events/activities.ts'
import { fillPlaces } from '#server/events/answer-store.ts'
import type { Event } from '#server/events/event.ts'
import { queuePlaceMail } from '#server/events/mails.ts'
import type { Work } from '#server/platform/work.ts'

/** The caller has locked the event. Without a free place, or anybody who waits, it does nothing. */
export async function givePlaces(work: Work, event: Pick<Event, 'id' | 'communityId' | 'capacity'>): Promise<void> {
  const personIds = await fillPlaces(work, event)
  if (personIds.length === 0) return
  await work.record(placesGiven, { communityId: event.communityId, by: null, objectId: event.id, facts: { personIds } })
  for (const personId of personIds) {
    await queuePlaceMail(work, event, personId)
    work.touchPerson(personId)
  }
}
