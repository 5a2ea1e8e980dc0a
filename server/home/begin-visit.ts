/**
 * A member opened the community: from now on, "new" means since their visit before this one.
 */
import { findCommunity } from '#server/communities/room.ts'
import { saveVisit } from '#server/home/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/** @refuses not_found */
export async function beginVisit(work: Work, actor: Actor, slug: string): Promise<{ slug: string }> {
  const community = await findCommunity(work, actor, slug)
  const personId = personIdOf(actor)
  if (personId) await saveVisit(work, community.id, personId)
  return { slug: community.slug }
}
