/**
 * People are members because a file says so. Whoever calls this has checked that the actor may, and holds the lock on the community.
 */
import { memberAdded, rolesGiven } from '#server/communities/activities.ts'
import { overtakeRequests } from '#server/communities/joining/requests/overtake-requests.ts'
import { leaveWithoutSource } from '#server/communities/members/leave-without-source.ts'
import {
  dropRoleOf,
  dropSource,
  type NewMemberships,
  readMembers,
  saveEnded,
  saveMemberships,
  saveRoles,
} from '#server/communities/members/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/** Makes people members by a file. Those who are members already have one more reason. @returns the new ones */
export async function joinByFile(
  work: Work,
  by: Actor,
  joining: Pick<NewMemberships, 'communityId' | 'personIds' | 'inviteFrom'> & { readonly source: 'csv' | 'feed' },
): Promise<string[]> {
  const added = await saveMemberships(work, { ...joining, addedBy: personIdOf(by) })
  for (const id of added) work.touchPerson(id)
  if (added.length === 0) return added
  const { communityId, source } = joining
  await overtakeRequests(work, communityId, added)
  await work.record(memberAdded, { communityId, by, objectId: communityId, facts: { personIds: added, source } })
  return added
}

/** Gives members of a community roles they do not have. */
export async function giveRolesByFile(
  work: Work,
  by: Actor,
  communityId: string,
  given: readonly { readonly personId: string; readonly role: string }[],
): Promise<void> {
  if (given.length === 0) return
  await saveRoles(work, communityId, given, personIdOf(by))
  for (const [role, people] of Map.groupBy(given, (one) => one.role)) {
    const personIds = people.map(({ personId }) => personId)
    for (const id of personIds) work.touchPerson(id)
    await work.record(rolesGiven, { communityId, by, objectId: communityId, facts: { personIds, role } })
  }
}

/**
 * Takes back what a file gave people in one community: roles, and that it makes them members. Whom nothing else makes a member leaves.
 * Who may, and who stays, the caller has decided.
 */
export async function undoByFile(
  work: Work,
  by: Actor,
  {
    communityId,
    personIds,
    roles,
  }: {
    readonly communityId: string
    readonly personIds: readonly string[]
    readonly roles: readonly { readonly personId: string; readonly role: string }[]
  },
): Promise<void> {
  for (const [role, people] of Map.groupBy(roles, (one) => one.role))
    await dropRoleOf(
      work,
      communityId,
      people.map(({ personId }) => personId),
      role,
    )
  const without = await dropSource(work, { communityId, source: 'csv', personIds })
  await saveEnded(work, communityId, without, personIdOf(by))
}

/**
 * Ends what a feed gave people. Whom nothing else makes a member leaves, but for those who stay as leave-without-source.ts says.
 * @returns those who left the community
 */
export async function leaveByFeed(
  work: Work,
  by: Actor,
  { communityId, personIds }: { readonly communityId: string; readonly personIds: readonly string[] },
): Promise<string[]> {
  const members = await readMembers(work, communityId, personIds)
  await dropSource(work, { communityId, source: 'feed', personIds })
  const without = members.filter(({ sources }) => sources.every(({ source }) => source === 'feed'))
  const left = await leaveWithoutSource(work, by, communityId, without)
  for (const id of personIds) work.touchPerson(id)
  return left
}
