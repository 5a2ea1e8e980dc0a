/**
 * Somebody joins an open community with one press.
 */
import { memberJoined } from '#server/communities/activities.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { mayJoinAtOnce } from '#server/communities/joining/policy.ts'
import { findJoinable } from '#server/communities/joining/views.ts'
import { saveMemberships } from '#server/communities/members/store.ts'
import { lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { forbidden, insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** Where somebody stands after they pressed "Join". */
export interface Joined {
  readonly slug: string
  readonly name: string
  /** False where they were a member before. */
  readonly hasJoined: boolean
}

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
  const people = { communityId: id, personIds: [personId], addedBy: null, isInvited: true } as const
  await saveMemberships(work, { ...people, source: 'request' })
  await work.record(memberJoined, { communityId: id, by: actor, objectId: personId })
  work.touchPerson(personId)
  return { slug, name, hasJoined: true }
}
