/** Undoing from the discussion itself, which the audit says as it does where one undoes from its line. */

import { findCommunity } from '#server/communities/room.ts'
import { verbs } from '#server/discussions/order/order.ts'
import { findActToUndo, undoAct } from '#server/discussions/order/undo-act.ts'
import { mayModerate } from '#server/discussions/policy.ts'
import type { ThreadRef } from '#server/discussions/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { recordTakenBack } from '#server/site/room.ts'

/**
 * Undoes what was done with posts of this thread.
 * @returns the thread where they are again
 * @refuses not_found · forbidden · community_archived · undone_already · changed_since
 */
export async function takeActBack(
  work: Work,
  actor: Actor,
  { act: id, community: slug, thread }: ThreadRef & { readonly act: string },
) {
  const community = await findCommunity(work, actor, slug)
  insist(mayModerate(actor, { communityId: community.id, communityStatus: community.status }))
  const { act } = await findActToUndo(work, actor, { id })
  const ends = [
    { communityId: act.communityId, threadId: act.fromId },
    { communityId: act.toCommunityId, threadId: act.toId },
  ]
  if (!ends.some(({ communityId, threadId }) => communityId === community.id && threadId === thread)) refuse(notFound)
  const undone = await undoAct(work, actor, { id })
  const { activityId, communityId, authorIds } = undone
  if (activityId) await recordTakenBack(work, actor, { id: activityId, communityId, verb: verbs[act.kind] }, authorIds)
  return { id: act.fromId, slug: act.slug, title: act.fromTitle }
}
