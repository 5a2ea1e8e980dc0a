/**
 * A course is added, changed, archived, and taken out of the archive.
 */
import { findCommunityToChange, type InCommunity } from '#server/communities/room.ts'
import { alumniChosen, courseAdded, courseArchived, courseChanged, courseReturned } from '#server/people/activities.ts'
import { courseAddress, courseInUse } from '#server/people/courses/course.ts'
import { saveCoursePicture } from '#server/people/courses/picture-store.ts'
import {
  type CourseText,
  changeCourse,
  lockCourse,
  saveArchived,
  saveCourse,
  saveKeepsAlumni,
} from '#server/people/courses/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Received } from '#server/platform/files.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

interface OneCourse extends InCommunity {
  readonly course: string
}

/** What its form says of a course. A picture that is sent replaces the one before. */
type SaidOfCourse = CourseText & { readonly picture?: Received; readonly withoutPicture: boolean }

/** What an act on a course answers: which one, and where it is. */
export interface CourseRef {
  readonly id: string
  readonly name: string
  readonly address: string
}

/** @refuses not_found · forbidden · community_archived */
export async function addCourse(work: Work, actor: Actor, asked: InCommunity & SaidOfCourse): Promise<CourseRef> {
  const { community, name, description, takenAt } = asked
  const head = await findCommunityToChange(work, actor, community, 'manage_members')
  const id = await saveCourse(work, head.id, { name, description, takenAt })
  await changePicture(work, actor, { communityId: head.id, courseId: id }, asked)
  await work.record(courseAdded, { communityId: head.id, by: actor, objectId: id })
  return { id, name, address: courseAddress(head.slug, { id, name }) }
}

/** @refuses not_found · forbidden · community_archived */
export async function editCourse(work: Work, actor: Actor, asked: OneCourse & SaidOfCourse): Promise<CourseRef> {
  const { head, course } = await findToChange(work, actor, asked)
  const { name, description, takenAt } = asked
  await changeCourse(work, course.id, { name, description, takenAt })
  await changePicture(work, actor, { communityId: head.id, courseId: course.id }, asked)
  await work.record(courseChanged, { communityId: head.id, by: actor, objectId: course.id })
  return { id: course.id, name, address: courseAddress(head.slug, { id: course.id, name }) }
}

/** Where neither a picture was sent nor its end was asked for, it stays as it is. */
async function changePicture(
  work: Work,
  actor: Actor,
  of: { readonly communityId: string; readonly courseId: string },
  { picture, withoutPicture }: SaidOfCourse,
): Promise<void> {
  if (picture?.pixels || withoutPicture)
    await saveCoursePicture(work, { ...of, uploadedBy: personIdOf(actor) }, picture?.pixels ? picture : null)
}

/**
 * Members see it no more; its cohorts and their people stay. Archived twice, it is archived.
 * @refuses not_found · forbidden · community_archived · course_in_use
 */
export async function archiveCourse(work: Work, actor: Actor, asked: OneCourse): Promise<CourseRef> {
  const { head, course } = await findToChange(work, actor, asked)
  if (course.running > 0) refuse(courseInUse)
  await saveArchived(work, course.id, 'archived')
  if (!course.isArchived) await work.record(courseArchived, { communityId: head.id, by: actor, objectId: course.id })
  return { id: course.id, name: course.name, address: courseAddress(head.slug, course) }
}

/** @refuses not_found · forbidden · community_archived */
export async function returnCourse(work: Work, actor: Actor, asked: OneCourse): Promise<CourseRef> {
  const { head, course } = await findToChange(work, actor, asked)
  await saveArchived(work, course.id, 'open')
  if (course.isArchived) await work.record(courseReturned, { communityId: head.id, by: actor, objectId: course.id })
  return { id: course.id, name: course.name, address: courseAddress(head.slug, course) }
}

async function findToChange(work: Work, actor: Actor, asked: OneCourse) {
  const head = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  return { head, course: (await lockCourse(work, head.id, asked.course)) ?? refuse(notFound) }
}

/**
 * Whether the people of a cohort stay members when it ends.
 * @refuses not_found · forbidden · community_archived
 */
export async function chooseAlumni(work: Work, actor: Actor, asked: InCommunity & { keep: 'yes' | 'no' }) {
  const head = await findCommunityToChange(work, actor, asked.community, 'community_settings')
  await saveKeepsAlumni(work, head.id, asked.keep)
  await work.record(alumniChosen, { communityId: head.id, by: actor, objectId: head.id, facts: { keep: asked.keep } })
  return { slug: head.slug, keep: asked.keep }
}
