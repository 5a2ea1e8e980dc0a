/** The letter of a cohort, for those who write it. */
import { z } from 'zod'
import type { InCommunity } from '#server/communities/room.ts'
import { cohortEnded } from '#server/people/courses/course.ts'
import { mayWriteLetter } from '#server/people/courses/policy.ts'
import { cohortPageView, readCohort } from '#server/people/courses/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const letterText = z.object({ letter: z.string(), html: z.string(), todo: z.string(), todoPath: z.string() })

export const letterView = cohortPageView.pick({ community: true, course: true }).extend({
  cohort: cohortPageView.shape.cohort.omit({ members: true, next: true }),
  letter: letterText,
})
export type Letter = z.infer<typeof letterView>

/** @refuses not_found · forbidden · community_archived · cohort_ended */
export async function readLetter(
  look: Look,
  actor: Actor,
  asked: InCommunity & { readonly cohort: string },
): Promise<Letter> {
  const { community, course, cohort } = await readCohort(look, actor, { ...asked, after: null })
  insist(mayWriteLetter(actor, community, cohort.isTaught))
  if (cohort.state === 'ended') refuse(cohortEnded)
  const letter = await onlyRow(look, letterText)`
    select h.letter, h.letter_html as html, h.todo, h.todo_path as "todoPath" from cohort h where h.id = ${cohort.id}`
  const { members: _, next: __, ...rest } = cohort
  return { community, course, cohort: rest, letter }
}
