/**
 * People whose accounts are known become members by somebody's hand: they are invited where the community is open.
 */
import { memberAdded } from '#server/communities/activities.ts'
import { overtakeRequests } from '#server/communities/joining/requests/overtake-requests.ts'
import { type Inviting, inviteMembers } from '#server/communities/members/invite-members.ts'
import { saveMemberships } from '#server/communities/members/store.ts'
import { findCommunityById, lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * The caller has checked that the actor may. Who is a member already stays as they are.
 * @returns who is one now and was not, and to how many an invitation goes
 */
export async function makeMembers(
  work: Work,
  actor: Actor,
  communityId: string,
  personIds: readonly string[],
): Promise<Inviting & { readonly added: readonly string[] }> {
  await lockCommunity(work, communityId)
  // Whether it is open is read under the lock: nobody added in that moment misses the invitation.
  const head = await findCommunityById(work, actor, communityId)
  const added = await saveMemberships(work, { communityId, personIds, addedBy: personIdOf(actor) })
  if (added.length === 0) return { added, invited: 0, waiting: 0 }
  const inviting = head.status === 'active' ? await inviteMembers(work, actor, head) : { invited: 0, waiting: 0 }
  for (const id of added) work.touchPerson(id)
  await overtakeRequests(work, communityId, added)
  await work.record(memberAdded, { communityId, by: actor, objectId: communityId, facts: { personIds: added } })
  return { added, ...inviting }
}
