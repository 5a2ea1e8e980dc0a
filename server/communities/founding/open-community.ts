/**
 * A draft opens: from now on its members see it, and each gets one mail with the way in.
 */

import { communityOpened } from '#server/communities/activities.ts'
import { saveOpened } from '#server/communities/founding/store.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { inviteMembers } from '#server/communities/members/invite-members.ts'
import { findCommunityById, findCommunityToChange } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const communityIsOpen = refusal('community_open', 409, 'This community is open already.')

/**
 * Opens a draft and invites, in one mailing, every member who was not invited yet.
 * @returns the community, and to how many a mail goes
 * @refuses not_found · forbidden · community_archived · community_open
 */
export async function openCommunity(work: Work, actor: Actor, { community }: InCommunity) {
  const head = await findCommunityToChange(work, actor, community, 'community_settings')
  if (!(await saveOpened(work, head.id))) refuse(communityIsOpen)
  const { invited, waiting } = await inviteMembers(work, actor, head)
  await work.record(communityOpened, { communityId: head.id, by: actor, objectId: head.id, facts: { invited } })
  return { community: await findCommunityById(work, actor, head.id), invited, waiting }
}
