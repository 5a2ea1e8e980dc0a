/**
 * People whom nothing makes members any more leave a community. Whoever calls this has checked that the actor may, and holds the
 * lock on the community.
 */
import { memberRemoved } from '#server/communities/activities.ts'
import { givableRoles } from '#server/communities/members/policy.ts'
import { readRoles } from '#server/communities/members/reads-roles.ts'
import { type MemberRow, readLeaderIds, saveEnded, saveMemberships } from '#server/communities/members/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * They leave, with every role. Two kinds of people stay, as if added by hand: those with a role that the actor can't take, and the
 * last who lead the community.
 * @param without the members as they were before they lost what made them members
 * @returns those who left
 */
export async function leaveWithoutSource(
  work: Work,
  actor: Actor,
  communityId: string,
  without: readonly MemberRow[],
): Promise<string[]> {
  const stays = await whoStays(work, actor, communityId, without)
  const kept = without.filter(stays).map(({ personId }) => personId)
  if (kept.length > 0) await saveMemberships(work, { communityId, personIds: kept, addedBy: personIdOf(actor) })
  const leaving = without.filter((one) => !stays(one))
  const left = leaving.map(({ personId }) => personId)
  await saveEnded(work, communityId, left, personIdOf(actor))
  // Who takes this back makes them members by hand; what brought them before has a way of its own.
  const sources = [{ source: 'manual', cohortId: null }]
  for (const { personId, roles } of leaving)
    await work.record(memberRemoved, { communityId, by: actor, objectId: personId, facts: { roles, sources } })
  return left
}

async function whoStays(work: Work, actor: Actor, communityId: string, people: readonly MemberRow[]) {
  const givable = givableRoles(actor, await readRoles(work), communityId)
  const leaders = await readLeaderIds(work, communityId)
  const ids = new Set(people.map(({ personId }) => personId))
  const isLeaderless = leaders.every((id) => ids.has(id))
  return ({ personId, roles }: MemberRow) =>
    !roles.every((role) => givable.includes(role)) || (isLeaderless && leaders.includes(personId))
}
