/**
 * Somebody joins an open community with one press.
 */
import type { InCommunity } from '#server/communities/input.ts'
import { becomeMember } from '#server/communities/joining/become-member.ts'
import type { Joined } from '#server/communities/joining/joined.ts'
import { mayJoinAtOnce } from '#server/communities/joining/policy.ts'
import { findJoinable } from '#server/communities/joining/views.ts'
import { lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { forbidden, insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Joins. Whoever is a member already stays as they are, and nothing is recorded.
 * @refuses not_found · joining_not_open_yet · joining_archived · joining_closed · joining_by_request · removed_before
 */
export async function joinAtOnce(work: Work, actor: Actor, { community: slug }: InCommunity): Promise<Joined> {
  const personId = personIdOf(actor) ?? refuse(forbidden)
  await lockCommunity(work, (await findJoinable(work, actor, slug)).id)
  const community = await findJoinable(work, actor, slug)
  const { id, name, isMember } = community
  if (isMember) return { slug, name, hasJoined: false }
  insist(mayJoinAtOnce(community))
  await becomeMember(work, { communityId: id, personId, by: actor }, null)
  return { slug, name, hasJoined: true }
}
