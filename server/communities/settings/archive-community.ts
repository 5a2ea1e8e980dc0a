/**
 * A community is put into the archive, where it can be read and nothing changes, and taken out again.
 */

import { communityActivated, communityArchived } from '#server/communities/activities.ts'
import type { CommunityHead } from '#server/communities/community.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { saveActivated, saveArchived } from '#server/communities/settings/store.ts'
import { findCommunity, findCommunityById } from '#server/communities/store.ts'
import type { ActivityKind } from '#server/platform/activity.ts'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { communityIsArchived, forbidden, refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const notArchived = refusal('not_archived', 409, 'This community is not archived.')

/**
 * Archives a community. What is open in it ends as its rooms say it: nobody could go on with it.
 * @refuses not_found · forbidden · community_archived
 */
export async function archiveCommunity(work: Work, actor: Actor, { community }: InCommunity): Promise<CommunityHead> {
  const head = await findCommunity(work, actor, community)
  if (!may(actor, 'manage_communities', head.id)) refuse(forbidden)
  if (!(await saveArchived(work, head.id))) refuse(communityIsArchived)
  const told = await tell(work, actor, head, communityArchived)
  for (const end of work.platform.declared.afterArchiving) await end(work)
  return told
}

/**
 * Gives an archived community its former state back: open, or draft.
 * @refuses not_found · forbidden · not_archived
 */
export async function activateCommunity(work: Work, actor: Actor, { community }: InCommunity): Promise<CommunityHead> {
  const head = await findCommunity(work, actor, community)
  if (!may(actor, 'manage_communities', head.id)) refuse(forbidden)
  if (!(await saveActivated(work, head.id))) refuse(notArchived)
  return tell(work, actor, head, communityActivated)
}

async function tell(work: Work, actor: Actor, head: CommunityHead, kind: ActivityKind<Record<never, never>>) {
  await work.record(kind, { communityId: head.id, by: actor, objectId: head.id })
  return findCommunityById(work, actor, head.id)
}
