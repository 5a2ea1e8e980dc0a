/** The page of a cohort: itself, its letter, what was written for it alone, and what earlier cohorts leave it. */
import { z } from 'zod'
import type { InCommunity } from '#server/communities/room.ts'
import { type CohortPage, cohortPageView, readCohort } from '#server/people/courses/views.ts'
import { cohortHandOverView, readCohortHandOver } from '#server/people/hand-over/views.ts'
import { writtenView } from '#server/people/written-part.ts'
import type { Actor } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const letterToOwn = z.object({
  html: z.string(),
  /** The first thing to do, and the path where it is done; both may be empty. */
  todo: z.string(),
  todoPath: z.string(),
})

export const wholeCohortView = cohortPageView.extend({
  /** The letter that its people got; for them, while it runs. */
  letter: letterToOwn.nullable(),
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
  const [letter, written, handOver] = await Promise.all([
    readOwnLetter(look, page),
    readForGroup(look, actor, { groupId: page.cohort.id, community: page.community }),
    readCohortHandOver(look, actor, page),
  ])
  return { ...page, letter, entries: [...written.entries], begins: [...written.begins], handOver }
}

async function readOwnLetter(look: Look, { cohort }: CohortPage): Promise<z.infer<typeof letterToOwn> | null> {
  if (!cohort.isMine || cohort.state !== 'running') return null
  const [letter] = await rows(look, letterToOwn)`
    select h.letter_html as html, h.todo, h.todo_path as "todoPath" from cohort h where h.id = ${cohort.id} and h.letter <> ''`
  return letter ?? null
}
