/** When a cohort starts or ends, its leaders are told that a hand-over is prepared. The page itself is read afresh each time. */
import { handOverPrepared } from '#server/people/activities.ts'
import { readCohortRow } from '#server/people/hand-over/reads-cohorts.ts'
import type { Work } from '#server/platform/work.ts'

/** After a start the cohort itself receives; after an end the next one, or the page waits at the one that ended. */
export async function prepareHandOver(
  work: Work,
  communityId: string,
  { cohortId, after }: { readonly cohortId: string; readonly after: 'start' | 'end' },
): Promise<void> {
  const { earlier, next } = await readCohortRow(work, { communityId, cohortId })
  if (after === 'start' && earlier.length === 0) return
  const objectId = after === 'end' && next ? next.id : cohortId
  await work.record(handOverPrepared, { communityId, by: null, objectId })
}
