/** One date of an event, for those who may change it. */
import { findCommunity } from '#server/communities/room.ts'
import { timeOver } from '#server/events/event.ts'
import { findEvent } from '#server/events/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

/**
 * @refuses not_found · forbidden · time_over
 */
export async function readDate(look: Look, actor: Actor, asked: { community: string; event: string; time: string }) {
  const community = await findCommunity(look, actor, asked.community)
  const event = await findEvent(look, actor, community.id, asked.event)
  const date = event.dates.find(({ id }) => id === asked.time) ?? refuse(notFound)
  if (!event.can.change) refuse(forbidden)
  if (date.isCancelled || date.endsAt <= look.now) refuse(timeOver)
  return { community, event, date }
}
