/**
 * People are members because their cohort runs: they come with it, and go with it where nothing else makes them members.
 * Whoever calls this has checked that the actor may, and holds the lock on the community.
 */
import { memberAdded, memberRemoved } from '#server/communities/activities.ts'
import { givableRoles } from '#server/communities/members/policy.ts'
import { readRoles } from '#server/communities/members/reads-roles.ts'
import {
  dropCohortSource,
  type MemberRow,
  type NewMemberships,
  readLeaderIds,
  readMembers,
  saveEnded,
  saveMemberships,
} from '#server/communities/members/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/** Some people of a cohort, and its community. */
export interface CohortPeople {
  readonly communityId: string
  readonly cohortId: string
  readonly personIds: readonly string[]
}

/**
 * Makes people members by their cohort.
 * @param by null where the program does it by itself
 * @param inviteFrom as in {@link NewMemberships}
 */
export async function joinByCohort(
  work: Work,
  by: Actor | null,
  people: CohortPeople,
  inviteFrom: NewMemberships['inviteFrom'] = null,
): Promise<void> {
  const added = await saveMemberships(work, { ...people, source: 'cohort', addedBy: by && personIdOf(by), inviteFrom })
  for (const id of people.personIds) work.touchPerson(id)
  if (added.length === 0) return
  const { communityId } = people
  await work.record(memberAdded, { communityId, by, objectId: communityId, facts: { personIds: added } })
}

/**
 * Ends what a cohort gave people. A person whom nothing else makes a member leaves the community, with every role. Two kinds
 * of people stay, as if added by hand: those with a role that the actor can't take, and the last who lead the community.
 * @returns those who left the community
 */
export async function leaveByCohort(work: Work, actor: Actor, people: CohortPeople): Promise<string[]> {
  const { communityId, cohortId } = people
  const members = await readMembers(work, communityId, people.personIds)
  await dropCohortSource(work, people)
  const without = members.filter(({ sources }) => sources.every((one) => one.cohortId === cohortId))
  const stays = await whoStays(work, actor, communityId, without)
  const kept = without.filter(stays).map(({ personId }) => personId)
  if (kept.length > 0) await saveMemberships(work, { communityId, personIds: kept, addedBy: personIdOf(actor) })
  const leaving = without.filter((one) => !stays(one))
  const left = leaving.map(({ personId }) => personId)
  await saveEnded(work, communityId, left, personIdOf(actor))
  // Who takes this back makes them members by hand; into the cohort they come by its own page.
  const sources = [{ source: 'manual', cohortId: null }]
  for (const { personId, roles } of leaving)
    await work.record(memberRemoved, { communityId, by: actor, objectId: personId, facts: { roles, sources } })
  for (const id of people.personIds) work.touchPerson(id)
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
