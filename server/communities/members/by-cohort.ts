/**
 * People are members because their cohort runs: they come with it, and go with it where nothing else makes them members.
 * Whoever calls this has checked that the actor may, and holds the lock on the community.
 */
import { memberAdded } from '#server/communities/activities.ts'
import { overtakeRequests } from '#server/communities/joining/requests/overtake-requests.ts'
import { leaveWithoutSource } from '#server/communities/members/leave-without-source.ts'
import {
  dropCohortSource,
  type NewMemberships,
  readMembers,
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
  await overtakeRequests(work, communityId, added)
  await work.record(memberAdded, { communityId, by, objectId: communityId, facts: { personIds: added } })
}

/**
 * Ends what a cohort gave people. A person whom nothing else makes a member leaves the community, but for those who stay as
 * leave-without-source.ts says.
 * @returns those who left the community
 */
export async function leaveByCohort(work: Work, actor: Actor, people: CohortPeople): Promise<string[]> {
  const { communityId, cohortId } = people
  const members = await readMembers(work, communityId, people.personIds)
  await dropCohortSource(work, people)
  const without = members.filter(({ sources }) => sources.every((one) => one.cohortId === cohortId))
  const left = await leaveWithoutSource(work, actor, communityId, without)
  for (const id of people.personIds) work.touchPerson(id)
  return left
}
