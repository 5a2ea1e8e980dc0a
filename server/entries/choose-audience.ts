/** Whoever writes an entry chooses for whom: everybody in the community, or one of its cohorts. */
import { findCohortToWriteFor } from '#server/entries/reads-cohorts.ts'
import { audienceOfCohort } from '#server/entries/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inputInvalid, no, type Verdict, yes } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * The audience of an entry for one cohort; null for everybody. A no where the cohort is not one the actor may write for.
 */
export async function chooseAudience(
  work: Work,
  actor: Actor,
  communityId: string,
  cohortId: string | null,
): Promise<Verdict<string | null>> {
  if (cohortId === null) return yes(null)
  const cohort = await findCohortToWriteFor(work, actor, communityId, cohortId)
  const gone = { says: 'This cohort is not there any more, or you are not in it. Choose who may read this.' }
  if (!cohort) return no(inputInvalid, { fields: { cohort: gone } })
  return yes(await audienceOfCohort(work, communityId, cohortId))
}
