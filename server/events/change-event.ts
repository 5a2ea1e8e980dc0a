/** Changes an event: everything about it is said again. */
import { findCommunity, type InCommunity } from '#server/communities/room.ts'
import { changeDiscussion } from '#server/discussions/room.ts'
import { eventChanged, eventEdited } from '#server/events/activities.ts'
import { countComing } from '#server/events/answer-store.ts'
import { type Event, eventAddress, eventChannel } from '#server/events/event.ts'
import type { AboutEvent } from '#server/events/event-input.ts'
import { givePlaces } from '#server/events/give-places.ts'
import { queueEventMails } from '#server/events/mails.ts'
import { mayChangeEvent } from '#server/events/policy.ts'
import { changeEvent, type EventContent, lockEvent } from '#server/events/store.ts'
import { writeContent } from '#server/events/write-content.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * @returns where the event is now
 * @refuses not_found · forbidden · community_archived · event_over · event_cancelled · input_invalid, also for fewer places than are taken
 */
export async function changeEventWords(
  work: Work,
  actor: Actor,
  about: AboutEvent & InCommunity & { readonly event: string },
) {
  const community = await findCommunity(work, actor, about.community)
  const event = await lockEvent(work, actor, about)
  insist(mayChangeEvent(actor, event, work.now))
  const content = await writeContent(work, actor, community, about, [event.title, event.description, event.place])
  await insistRoom(work, event, content)
  await changeEvent(work, event, content)
  await changeDiscussion(work, event.id, {})
  const happened = { communityId: community.id, by: actor, objectId: event.id, facts: {} }
  if (isMoved(event, content)) {
    await work.record(eventChanged, happened)
    await queueEventMails(work, event, { news: 'changed', timeId: null })
  } else await work.record(eventEdited, happened)
  await givePlaces(work, { ...event, capacity: content.capacity })
  work.touch(eventChannel(event.id))
  return { id: event.id, address: eventAddress(community.slug, { id: event.id, title: content.title }) }
}

/** Nobody loses a place that they were told they have. */
async function insistRoom(work: Work, event: Event, { capacity }: EventContent): Promise<void> {
  if (capacity === null) return
  const coming = await countComing(work, event.id)
  if (coming > capacity)
    refuseFields({
      capacity: {
        says: '{n, plural, one {# person has} other {# people have}} a place already. Choose a number that leaves them theirs.',
        values: { n: coming },
      },
    })
}

/** Does a calendar hold something else now? */
function isMoved(before: Event, after: EventContent): boolean {
  const told = ({ zone, firstAt, minutes, repeats, place, callAddress }: Event | EventContent) =>
    JSON.stringify([zone, firstAt, minutes, repeats, place, callAddress])
  return told(before) !== told(after)
}
