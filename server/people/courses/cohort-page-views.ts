/** The page of a cohort: itself, what was written for it alone, and what earlier cohorts leave it. */
import type { z } from 'zod'
import type { InCommunity } from '#server/communities/room.ts'
import { cohortPageView, readCohort } from '#server/people/courses/views.ts'
import { cohortHandOverView, readCohortHandOver } from '#server/people/hand-over/views.ts'
import { writtenView } from '#server/people/written-part.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Look } from '#server/platform/work.ts'

export const wholeCohortView = cohortPageView.extend({
  ...writtenView.shape,
  handOver: cohortHandOverView,
})
export type WholeCohort = z.infer<typeof wholeCohortView>

/** @refuses not_found */
export async function readWholeCohort(
  look: Look,
  actor: Actor,
  asked: InCommunity & { readonly cohort: string; readonly after: string | null },
): Promise<WholeCohort> {
  const page = await readCohort(look, actor, asked)
  const { readForGroup } = look.platform.declared
  const [written, handOver] = await Promise.all([
    readForGroup(look, actor, { groupId: page.cohort.id, community: page.community }),
    readCohortHandOver(look, actor, page),
  ])
  return { ...page, entries: [...written.entries], mayWrite: written.mayWrite, handOver }
}
