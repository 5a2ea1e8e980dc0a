/** An entry whose text stands in a body is taken away, and brought back with every version. */
import { mayArrange } from '#server/bodies/policy.ts'
import type { Written } from '#server/bodies/written.ts'
import { findRemovedWritten, findWritten } from '#server/bodies/written-views.ts'
import { type CommunityHead, findCommunity } from '#server/communities/room.ts'
import { removeEntry } from '#server/entries/room.ts'
import type { ActivityKind } from '#server/platform/activity.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** Which one, and as what it is recorded. */
interface Which {
  readonly community: string
  readonly kind: string
  readonly id: string
  readonly as: ActivityKind<Record<never, never>>
}

/**
 * Takes one away with its discussion; both come back together.
 * @refuses not_found · forbidden · community_archived
 */
export async function removeWritten(work: Work, actor: Actor, which: Which): Promise<Written> {
  const community = await findCommunity(work, actor, which.community)
  const written = await findWritten(work, actor, community, which)
  insist(mayArrange(actor, community, { ownerId: written.owner?.id ?? null }))
  await removeEntry(work, written.id, { by: personIdOf(actor) })
  await record(work, actor, community, which)
  return written
}

/**
 * Brings one back that was removed, whatever became meanwhile of what it was made from.
 * @refuses not_found · forbidden · community_archived
 */
export async function returnWritten(work: Work, actor: Actor, which: Which): Promise<Written> {
  const community = await findCommunity(work, actor, which.community)
  insist(mayArrange(actor, community, await findRemovedWritten(work, community, which)))
  await removeEntry(work, which.id, null)
  await record(work, actor, community, which)
  return findWritten(work, actor, community, which)
}

async function record(work: Work, actor: Actor, { id: communityId }: CommunityHead, { id, as }: Which): Promise<void> {
  await work.record(as, { communityId, by: actor, objectId: id, facts: {} })
}
