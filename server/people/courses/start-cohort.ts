/**
 * A cohort starts: on its day by itself, or earlier by a press. An ended one runs again.
 */
import { cohortResumed, cohortStarted } from '#server/people/activities.ts'
import { type CohortCommunity, lockOpenCommunity } from '#server/people/courses/community-store.ts'
import { cohortRunning, communityNotOpen, startHour } from '#server/people/courses/course.ts'
import { type CohortRef, findCohortToChange, type OneCohort } from '#server/people/courses/find-cohort.ts'
import { sendLetters } from '#server/people/courses/send-letters.ts'
import {
  type CohortRow,
  listDue,
  listWithoutLetter,
  lockCohort,
  readCohortPeople,
  saveRunning,
} from '#server/people/courses/store.ts'
import { takeIn } from '#server/people/courses/take-in.ts'
import { prepareHandOver } from '#server/people/hand-over/prepare.ts'
import type { Actor } from '#server/platform/actor.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'

/**
 * Of two who press at once, one starts it.
 * @refuses not_found · forbidden · community_archived · course_archived · community_not_open · cohort_running
 */
export async function startCohort(work: Work, actor: Actor, asked: OneCohort): Promise<CohortRef & { people: number }> {
  const { head, cohort, ref } = await findCohortToChange(work, actor, asked)
  if (cohort.state === 'running') refuse(cohortRunning)
  if (head.status !== 'active') refuse(communityNotOpen)
  return { ...ref, people: await start(work, actor, head, cohort) }
}

/** The cohorts whose day has come, and those that run while somebody has not got the letter. */
export async function listDueCohorts(look: Look) {
  return { toStart: await listDue(look, startHour), toWrite: await listWithoutLetter(look) }
}

/** The same for a cohort whose day has come. Nothing where it was started or archived meanwhile. */
export async function startDueCohort(work: Work, due: { id: string; communityId: string }): Promise<void> {
  const head = await lockOpenCommunity(work, due.communityId)
  const cohort = head && (await lockCohort(work, head.id, due.id))
  if (head && cohort?.state === 'prepared' && !cohort.isCourseArchived) await start(work, null, head, cohort)
}

/** The letter goes to those of a running cohort who have not got it, as they were new and had to wait for a day. */
export async function sendDueLetters(work: Work, due: { id: string; communityId: string }): Promise<void> {
  const head = await lockOpenCommunity(work, due.communityId)
  const cohort = head && (await lockCohort(work, head.id, due.id))
  if (head && cohort?.state === 'running' && cohort.hasLetter) await sendLetters(work, null, head, cohort.id)
}

async function start(work: Work, by: Actor | null, head: CohortCommunity, cohort: CohortRow): Promise<number> {
  const personIds = await readCohortPeople(work, head.id, cohort.id)
  await saveRunning(work, cohort.id)
  await work.record(cohort.state === 'ended' ? cohortResumed : cohortStarted, {
    communityId: head.id,
    by,
    objectId: cohort.id,
    facts: { people: personIds.length },
  })
  await takeIn(work, by, head, { cohortId: cohort.id, personIds, hasLetter: cohort.hasLetter })
  if (cohort.state === 'prepared') await prepareHandOver(work, head.id, { cohortId: cohort.id, after: 'start' })
  return personIds.length
}
