/** Endpoints of courses, and of one's own. */
import { z } from 'zod'
import { communityHeadView, findCommunityToChange } from '#server/communities/room.ts'
import { courseInUse } from '#server/people/courses/course.ts'
import { addCourse, archiveCourse, chooseAlumni, editCourse, returnCourse } from '#server/people/courses/edit-course.ts'
import { ownCoursesFile, ownCoursesPage } from '#server/people/courses/own-page.ts'
import { listOwnCourses, ownCoursesView } from '#server/people/courses/own-views.ts'
import { coursePage, coursesPage, editCoursePage, newCoursePage } from '#server/people/courses/pages.ts'
import { mostPicture, pictureSize } from '#server/people/courses/picture.ts'
import {
  coursePageView,
  coursesView,
  readCourse,
  readCoursesPage,
  readCourseToChange,
} from '#server/people/courses/views.ts'
import { lookFor } from '#server/platform/http/answer.ts'
import { acts, answers, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { naming, optionalLine, optionalProse, tick, upload } from '#server/platform/http/input.ts'
import { translator } from '#server/platform/i18n.ts'

const path = '/c/:community/courses'

/** A whole address of any site. */
function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}

const courseText = {
  name: naming(160, 'A course needs a title.'),
  description: optionalProse(2000),
  takenAt: optionalLine(2000).refine(
    (text) => text === '' || isWebAddress(text),
    'Give the whole address, beginning with https://.',
  ),
  picture: upload(),
  withoutPicture: tick(),
}
const files = { picture: { limit: mostPicture, picture: pictureSize } } as const
const courseRef = z.object({ id: z.string(), name: z.string(), address: z.string() })
const leads = { who: 'manage_members' } as const
const limit = { times: 60, seconds: 600 }

export const courseEndpoints: readonly Endpoint[] = [
  reads({
    path,
    summary: 'The courses of a community with their cohorts; those being prepared for who looks after members.',
    who: 'read',
    view: coursesView,
    read: readCoursesPage,
    page: coursesPage,
  }),
  reads({
    path: `${path}/new`,
    summary: 'The form that adds a course.',
    ...leads,
    json: 'none',
    view: z.object({ community: communityHeadView }),
    read: async (look, actor, { community }) => ({
      community: await findCommunityToChange(look, actor, community, 'manage_members'),
    }),
    page: newCoursePage,
  }),
  acts({
    path,
    summary: 'Adds a course; `takenAt` is where it is taken. A `picture` is cut to 1200 by 514 pixels.',
    ...leads,
    limit,
    files,
    input: z.object(courseText),
    view: courseRef,
    created: true,
    form: `${path}/new`,
    act: addCourse,
    respond: ({ address }) => ({ location: address, flash: 'The course is there. Now add its first cohort.' }),
  }),
  acts({
    path: `${path}/alumni`,
    summary: 'Says whether the people of a cohort stay members when it ends.',
    who: 'community_settings',
    input: z.object({ keep: z.enum(['yes', 'no']) }),
    view: z.object({ slug: z.string(), keep: z.enum(['yes', 'no']) }),
    form: path,
    act: chooseAlumni,
    respond: ({ slug }) => ({
      location: `/c/${slug}/courses`,
      flash: 'Saved. It holds for cohorts that end from now on.',
    }),
  }),
  reads({
    path: `${path}/:course`,
    summary: 'A course with its cohorts.',
    who: 'read',
    view: coursePageView,
    read: readCourse,
    page: coursePage,
  }),
  reads({
    path: `${path}/:course/edit`,
    summary: 'The form that changes a course.',
    ...leads,
    view: coursePageView,
    read: readCourseToChange,
    page: editCoursePage,
  }),
  acts({
    path: `${path}/:course`,
    summary: 'Changes a course. Its picture stays, unless another one is sent or `withoutPicture` takes it away.',
    ...leads,
    also: 'PUT',
    files,
    input: z.object(courseText),
    view: courseRef,
    form: `${path}/:course/edit`,
    act: editCourse,
    respond: ({ address }) => ({ location: address, flash: 'Saved.' }),
  }),
  acts({
    path: `${path}/:course/archive`,
    summary: 'Archives a course none of whose cohorts runs.',
    ...leads,
    refusals: [courseInUse],
    view: courseRef,
    act: archiveCourse,
    respond: ({ address, name }) => ({
      location: address,
      flash: '“{name}” is archived.',
      values: { name },
      undo: { action: `${address}/return` },
    }),
  }),
  acts({
    path: `${path}/:course/return`,
    summary: 'Takes a course out of the archive.',
    ...leads,
    view: courseRef,
    act: returnCourse,
    respond: ({ address, name }) => ({ location: address, flash: '“{name}” is out of the archive.', values: { name } }),
  }),
  reads({
    path: '/courses',
    summary: 'Your own courses and cohorts in all communities, with their dates.',
    who: 'signed_in',
    view: ownCoursesView,
    read: (look, actor) => listOwnCourses(look, actor),
    page: ownCoursesPage,
  }),
  answers({
    path: '/courses.csv',
    summary: 'The same as a file (CSV, UTF-8).',
    who: 'signed_in',
    async handle(platform, actor, _request, reply) {
      const file = ownCoursesFile(await listOwnCourses(lookFor(platform, actor), actor), translator(actor.locale))
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="courses.csv"')
        .header('cache-control', 'private, no-store')
        .send(file)
    },
  }),
]
