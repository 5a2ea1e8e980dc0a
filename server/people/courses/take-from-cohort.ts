/** People leave a cohort, by hand or as a feed no longer names them. */
import { leaveByCohort } from '#server/communities/room.ts'
import { cohortLeft, cohortUnlisted } from '#server/people/activities.ts'
import { type CohortRow, dropCohortPeople } from '#server/people/courses/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Takes people off the list of a cohort that has not ended. Whom nothing else makes a member leaves the community at once. The
 * caller holds the lock on the community.
 * @returns those who left the community
 */
export async function takeFromCohort(
  work: Work,
  actor: Actor,
  { communityId, cohort }: { readonly communityId: string; readonly cohort: Pick<CohortRow, 'id' | 'state'> },
  personIds: string[],
): Promise<string[]> {
  await dropCohortPeople(work, cohort.id, personIds)
  const isRunning = cohort.state === 'running'
  const left = isRunning ? await leaveByCohort(work, actor, { communityId, cohortId: cohort.id, personIds }) : []
  const facts = { personIds }
  await work.record(isRunning ? cohortLeft : cohortUnlisted, { communityId, by: actor, objectId: cohort.id, facts })
  return left
}
