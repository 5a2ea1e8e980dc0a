/**
 * Ends memberships: removes a member, brings them back by undo, or lets them leave.
 */

import { memberLeft, memberRemoved, memberReturned } from '#server/communities/activities.ts'
import type { InCommunity, OneMember } from '#server/communities/input.ts'
import { overtakeRequests } from '#server/communities/joining/requests/overtake-requests.ts'
import { beyondYourRole, lastLeader } from '#server/communities/members/member.ts'
import { givableRoles } from '#server/communities/members/policy.ts'
import { readRoles } from '#server/communities/members/reads-roles.ts'
import { readRemoval, saveReturned } from '#server/communities/members/removal-store.ts'
import { type MemberRow, readMember, saveEnded } from '#server/communities/members/store.ts'
import { findCommunity, findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Ends a membership with all its roles, from any source. What they wrote stays; their ballots stop.
 * @refuses not_found · forbidden · community_archived · beyond_your_role · last_leader
 */
export async function removeMember(work: Work, actor: Actor, asked: OneMember) {
  const head = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  await lockCommunity(work, head.id)
  const member = (await readMember(work, head.id, asked.person)) ?? refuse(notFound)
  const givable = givableRoles(actor, await readRoles(work), head.id)
  if (!member.roles.every((role) => givable.includes(role))) refuse(beyondYourRole)
  await end(work, actor, head.id, member, memberRemoved)
  return { personId: member.personId, name: member.name }
}

/**
 * Takes a removal back: member as before, with the roles the actor may give.
 * @refuses not_found (nobody was removed) · forbidden · community_archived
 */
export async function returnMember(work: Work, actor: Actor, asked: OneMember) {
  const head = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  await lockCommunity(work, head.id)
  const removal = (await readRemoval(work, head.id, asked.person)) ?? refuse(notFound)
  const givable = givableRoles(actor, await readRoles(work), head.id)
  const roles = removal.roles.filter((role) => givable.includes(role))
  await saveReturned(work, head.id, asked.person, { roles, sources: removal.sources, givenBy: personIdOf(actor) })
  await overtakeRequests(work, head.id, [asked.person])
  await work.record(memberReturned, { communityId: head.id, by: actor, objectId: asked.person, facts: { roles } })
  work.touchPerson(asked.person)
  return { personId: asked.person, name: removal.name }
}

/**
 * Leaves a community oneself; also an archived one.
 * @refuses not_found · forbidden (no member) · last_leader
 */
export async function leaveCommunity(work: Work, actor: Actor, { community }: InCommunity): Promise<{ name: string }> {
  const head = await findCommunity(work, actor, community)
  await lockCommunity(work, head.id)
  const member = (await readMember(work, head.id, personIdOf(actor) ?? refuse(forbidden))) ?? refuse(forbidden)
  await end(work, actor, head.id, member, memberLeft)
  return { name: head.name }
}

/** Call with the community locked, so that two leaders who leave at once can't both count the other as the remaining one. */
async function end(
  work: Work,
  actor: Actor,
  communityId: string,
  member: MemberRow & { otherLeaders: number },
  kind: typeof memberRemoved | typeof memberLeft,
): Promise<void> {
  if (member.roles.includes('manager') && member.otherLeaders === 0) refuse(lastLeader)
  await saveEnded(work, communityId, [member.personId], personIdOf(actor))
  await work.record(kind, {
    communityId,
    by: actor,
    objectId: member.personId,
    facts: { roles: member.roles, sources: member.sources },
  })
  work.touchPerson(member.personId)
}
