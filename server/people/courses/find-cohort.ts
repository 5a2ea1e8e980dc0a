/**
 * The cohort an act is about, locked, for an actor who may change it.
 */
import {
  type CommunityHead,
  findCommunity,
  findCommunityToChange,
  type InCommunity,
  lockCommunity,
} from '#server/communities/room.ts'
import { cohortAddress, courseArchived } from '#server/people/courses/course.ts'
import { mayWriteLetter } from '#server/people/courses/policy.ts'
import { type CohortRow, isTaughtBy, lockCohort } from '#server/people/courses/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export interface OneCohort extends InCommunity {
  readonly cohort: string
}

/** What an act on a cohort answers: which one, and where it is. */
export interface CohortRef {
  readonly id: string
  readonly name: string
  readonly address: string
}

export interface LockedCohort {
  readonly head: CommunityHead
  readonly cohort: CohortRow
  readonly ref: CohortRef
}

/** A cohort and its community, both locked, with what an act on it answers. */
export function lockedCohort(head: CommunityHead, cohort: CohortRow): LockedCohort {
  const { id, name } = cohort
  return { head, cohort, ref: { id, name, address: cohortAddress(head.slug, cohort) } }
}

/**
 * For people who look after the members. The community is locked first, as every change of memberships does.
 * @refuses not_found · forbidden · community_archived · course_archived
 */
export async function findCohortToChange(work: Work, actor: Actor, asked: OneCohort): Promise<LockedCohort> {
  const head = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  await lockCommunity(work, head.id)
  const cohort = (await lockCohort(work, head.id, asked.cohort)) ?? refuse(notFound)
  if (cohort.isCourseArchived) refuse(courseArchived)
  return lockedCohort(head, cohort)
}

/**
 * For those who write its letter: who looks after the members, and who teaches it.
 * @refuses not_found · forbidden · community_archived
 */
export async function findCohortToWrite(work: Work, actor: Actor, asked: OneCohort): Promise<LockedCohort> {
  const head = await findCommunity(work, actor, asked.community)
  const isTaught = await isTaughtBy(work, asked.cohort, personIdOf(actor))
  insist(mayWriteLetter(actor, head, isTaught))
  await lockCommunity(work, head.id)
  return lockedCohort(head, (await lockCohort(work, head.id, asked.cohort)) ?? refuse(notFound))
}
