/**
 * A cohort is added to a course, changed, and given people who teach it.
 */
import { findCommunityToChange, type InCommunity, meantMember } from '#server/communities/room.ts'
import { cohortAdded, cohortChanged, teacherAdded, teacherRemoved } from '#server/people/activities.ts'
import { cohortAddress, courseArchived, endsBeforeStart, isBackwards } from '#server/people/courses/course.ts'
import { type CohortRef, findCohortToChange, type OneCohort } from '#server/people/courses/find-cohort.ts'
import {
  type CohortText,
  changeCohort,
  dropTeacher,
  lockCourse,
  saveCohort,
  saveTeacher,
} from '#server/people/courses/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * It begins as prepared, without people.
 * @refuses not_found · forbidden · community_archived · course_archived · input_invalid (it ends before it starts)
 */
export async function addCohort(
  work: Work,
  actor: Actor,
  asked: InCommunity & CohortText & { readonly course: string },
): Promise<CohortRef> {
  const head = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  const course = (await lockCourse(work, head.id, asked.course)) ?? refuse(notFound)
  if (course.isArchived) refuse(courseArchived)
  const text = validCohort(asked)
  const id = await saveCohort(work, { communityId: head.id, courseId: course.id }, text)
  await work.record(cohortAdded, { communityId: head.id, by: actor, objectId: id })
  return { id, name: text.name, address: cohortAddress(head.slug, { id, name: text.name }) }
}

/** @refuses not_found · forbidden · community_archived · course_archived · input_invalid (it ends before it starts) */
export async function editCohort(work: Work, actor: Actor, asked: OneCohort & CohortText): Promise<CohortRef> {
  const { head, cohort } = await findCohortToChange(work, actor, asked)
  const text = validCohort(asked)
  await changeCohort(work, cohort.id, text)
  await work.record(cohortChanged, { communityId: head.id, by: actor, objectId: cohort.id })
  return { id: cohort.id, name: text.name, address: cohortAddress(head.slug, { id: cohort.id, name: text.name }) }
}

function validCohort({ name, courseVersion, startsOn, endsOn }: CohortText): CohortText {
  if (isBackwards({ startsOn, endsOn })) refuseFields({ endsOn: endsBeforeStart })
  return { name, courseVersion: courseVersion || '1', startsOn, endsOn }
}

/**
 * Says that a member teaches it.
 * @refuses not_found · forbidden · community_archived · course_archived · input_invalid (nobody or several are called that)
 */
export async function addTeacher(work: Work, actor: Actor, asked: OneCohort & { readonly who: string }) {
  const { head, cohort, ref } = await findCohortToChange(work, actor, asked)
  const { id: personId, name } = await meantMember(work, head.id, asked.who)
  await saveTeacher(work, { communityId: head.id, cohortId: cohort.id }, personId)
  work.touchPerson(personId)
  await work.record(teacherAdded, { communityId: head.id, by: actor, objectId: cohort.id, facts: { personId } })
  return { personId, name, cohort: ref }
}

/** @refuses not_found (they do not teach it) · forbidden · community_archived · course_archived */
export async function removeTeacher(work: Work, actor: Actor, asked: OneCohort & { readonly person: string }) {
  const { head, cohort, ref } = await findCohortToChange(work, actor, asked)
  const { person: personId } = asked
  const name = (await dropTeacher(work, cohort.id, personId)) ?? refuse(notFound)
  work.touchPerson(personId)
  await work.record(teacherRemoved, { communityId: head.id, by: actor, objectId: cohort.id, facts: { personId } })
  return { personId, name, cohort: ref }
}
