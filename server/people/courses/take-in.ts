/**
 * People of a running cohort become members by it, get its letter, and are told.
 */
import { inviteMembers, joinByCohort } from '#server/communities/room.ts'
import { cohortJoined } from '#server/people/activities.ts'
import type { CohortCommunity } from '#server/people/courses/community-store.ts'
import { sendLetters } from '#server/people/courses/send-letters.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Call it with the community locked. Who is new here gets the letter instead of an invitation, or where there is no letter, an
 * invitation.
 * @param by null where the program does it by itself
 */
export async function takeIn(
  work: Work,
  by: Actor | null,
  head: CohortCommunity,
  { cohortId, personIds, hasLetter }: { cohortId: string; personIds: readonly string[]; hasLetter: boolean },
): Promise<void> {
  if (personIds.length === 0) return
  await joinByCohort(work, by, { communityId: head.id, cohortId, personIds })
  const facts = { personIds: [...personIds] }
  await work.record(cohortJoined, { communityId: head.id, by, objectId: cohortId, facts })
  if (head.status !== 'active') return
  if (hasLetter) await sendLetters(work, by, head, cohortId)
  await inviteMembers(work, by, head)
}
