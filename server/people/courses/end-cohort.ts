/**
 * A cohort ends: its people stay as alumni, or where the community says so, leave with it.
 */
import { leaveByCohort } from '#server/communities/room.ts'
import { cohortEnded } from '#server/people/activities.ts'
import { cohortNotRunning } from '#server/people/courses/course.ts'
import { type CohortRef, findCohortToChange, type OneCohort } from '#server/people/courses/find-cohort.ts'
import { readCohortPeople, saveEnd } from '#server/people/courses/store.ts'
import { prepareHandOver } from '#server/people/hand-over/prepare.ts'
import type { Actor } from '#server/platform/actor.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * @returns how many left the community by it
 * @refuses not_found · forbidden · community_archived · course_archived · cohort_not_running
 */
export async function endCohort(work: Work, actor: Actor, asked: OneCohort): Promise<CohortRef & { left: number }> {
  const { head, cohort, ref } = await findCohortToChange(work, actor, asked)
  if (cohort.state !== 'running') refuse(cohortNotRunning)
  const personIds = await readCohortPeople(work, head.id, cohort.id)
  await saveEnd(work, cohort.id)
  const left = cohort.keepsAlumni
    ? []
    : await leaveByCohort(work, actor, { communityId: head.id, cohortId: cohort.id, personIds })
  const facts = { people: personIds.length, left }
  await work.record(cohortEnded, { communityId: head.id, by: actor, objectId: cohort.id, facts })
  await prepareHandOver(work, head.id, { cohortId: cohort.id, after: 'end' })
  return { ...ref, left: left.length }
}
