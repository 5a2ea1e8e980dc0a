/**
 * Two accounts of one person become one.
 */
import { endOtherSessions, readPersonColumns } from '#server/identity/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { personMerged } from '#server/site/activities.ts'
import { type Account, mayChangeAccount } from '#server/site/people/account.ts'
import { mayMerge } from '#server/site/people/merging/merging.ts'
import { endOther, keepRoles, moveAll, renameInFacts, retirePhoto } from '#server/site/people/merging/store.ts'
import { lockAccount } from '#server/site/people/store.ts'

interface Asked {
  /** The account that stays. */
  readonly person: string
  /** The one that goes. */
  readonly other: string
  /** Communities in which the roles of the one that goes hold, where both are members; elsewhere those of the winner do. */
  readonly theirs: readonly string[]
}

/**
 * Gives one account all that is another's, and deletes that one. The sessions of both end; the winner's password and API tokens
 * stay, the other's go. A role on the site that only the other has is not given on.
 * @refuses not_found · beyond_site_role · same_account · is_deactivated · merges_yourself
 */
export async function mergeAccounts(
  work: Work,
  actor: Actor,
  { person, other: otherId, theirs }: Asked,
): Promise<void> {
  insist(mayChangeAccount(actor, { siteRole: null }))
  // In the order of their ids, so that two who merge the same two do not wait for each other.
  const locked = new Map<string, Account | null>()
  for (const id of [person, otherId].toSorted()) locked.set(id, await lockAccount(work, id))
  const winner = locked.get(person) ?? refuse(notFound)
  const other = locked.get(otherId) ?? refuse(notFound)
  insist(mayMerge(actor, { winner, other }))
  const pair = { winner: winner.id, other: other.id }
  const sessions = await endOtherSessions(work.tx, winner.id, null)
  await keepRoles(work, pair, theirs)
  await retirePhoto(work, pair)
  await moveAll(work, await readPersonColumns(work), pair)
  await renameInFacts(work, pair)
  await endOther(work, pair)
  await work.record(personMerged, {
    communityId: null,
    by: actor,
    objectId: winner.id,
    facts: { personIds: [winner.id, other.id], sessions },
  })
  work.touchPerson(winner.id)
  work.touchPerson(other.id)
}
