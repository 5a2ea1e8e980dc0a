/** Plans an event. */
import { findCommunityToChange, type InCommunity } from '#server/communities/room.ts'
import { openDiscussion } from '#server/discussions/room.ts'
import { eventPlanned } from '#server/events/activities.ts'
import { eventAddress } from '#server/events/event.ts'
import type { NewEvent } from '#server/events/event-input.ts'
import { inviteToEvent } from '#server/events/mails.ts'
import { saveEvent } from '#server/events/store.ts'
import { writeContent } from '#server/events/write-content.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * @returns where the event is
 * @refuses not_found · forbidden · community_archived · input_invalid
 */
export async function planEvent(work: Work, actor: Actor, about: NewEvent & InCommunity) {
  const community = await findCommunityToChange(work, actor, about.community, 'plan_events')
  const content = await writeContent(work, actor, community, about)
  const by = personIdOf(actor)
  const id = await saveEvent(work, community, by, content)
  await openDiscussion(work, { communityId: community.id, entryId: id, prompt: '', openedBy: by })
  await work.record(eventPlanned, { communityId: community.id, by: actor, objectId: id })
  // A draft sends nothing to anybody.
  if (about.invite && community.status === 'active')
    await inviteToEvent(work, { id, communityId: community.id }, content.times[0]?.moment ?? work.now)
  return { id, address: eventAddress(community.slug, { id, title: content.title }) }
}
