/** The page of a cohort: itself, what was written for it alone, and what earlier cohorts leave it. */
import { z } from 'zod'
import type { InCommunity } from '#server/communities/room.ts'
import { cohortPageView, readCohort } from '#server/people/courses/views.ts'
import { cohortHandOverView, readCohortHandOver } from '#server/people/hand-over/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Look } from '#server/platform/work.ts'

export const wholeCohortView = cohortPageView.extend({
  /** What was written for it alone, as far as the reader may read it; the latest first. */
  entries: z.array(z.object({ kind: z.string(), title: z.string(), address: z.string(), at: z.date() })),
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
  const { id: communityId, slug } = page.community
  const { listForGroup } = look.platform.declared
  const [entries, handOver] = await Promise.all([
    listForGroup(look, actor, { groupId: page.cohort.id, communityId, slug }),
    readCohortHandOver(look, actor, page),
  ])
  return { ...page, entries, handOver }
}
