/**
 * People are members because a file says so. Whoever calls this has checked that the actor may, and holds the lock on the community.
 */
import { memberAdded, roleGiven } from '#server/communities/activities.ts'
import { type NewMemberships, saveMemberships, saveRoles } from '#server/communities/members/store.ts'
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
  const { communityId } = joining
  await work.record(memberAdded, { communityId, by, objectId: communityId, facts: { personIds: added } })
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
  for (const { personId, role } of given) {
    work.touchPerson(personId)
    await work.record(roleGiven, { communityId, by, objectId: personId, facts: { role } })
  }
}
