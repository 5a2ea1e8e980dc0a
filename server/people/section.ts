/** The courses on their community's page: to each member, their own cohort first. */
import { z } from 'zod'
import { communitySection } from '#server/communities/room.ts'
import { cohortRow, courseSigns } from '#server/people/courses/cohort-row.ts'
import { coursesAddress } from '#server/people/courses/course.ts'
import { type CourseInShort, courseInShortView, listCoursesInShort } from '#server/people/courses/views.ts'
import { html } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { emptyState, section } from '#server/platform/html/parts.ts'

/** How many courses the section shows beside the reader's own cohorts. */
const mostShown = 3

/** The reader's cohorts that run; where none does, the last that ended. */
function ownOf(courses: readonly CourseInShort[]) {
  const mine = courses.flatMap((course) => course.ownCohorts.map((one) => ({ course, one })))
  const running = mine.filter(({ one }) => one.state === 'running')
  const ended = mine.toSorted((a, b) => (b.one.endsOn ?? '').localeCompare(a.one.endsOn ?? ''))
  return running.length > 0 ? running : ended.slice(0, 1)
}

export const coursesSection = communitySection({
  key: 'courses',
  place: 70,
  name: (t) => t('Courses'),
  fields: { courses: z.array(courseInShortView) },
  async read(look, actor, community) {
    return { courses: await listCoursesInShort(look, actor, community) }
  },
  show({ community, courses, isFounding }, screen) {
    const { t } = screen
    const root = coursesAddress(community.slug)
    if (courses.length === 0) {
      if (!community.can.members || isFounding) return null
      return section({
        id: 'courses',
        title: t('Courses'),
        inside: emptyState({
          title: t('Does this community belong to a course?'),
          says: t(
            'Add the course and its cohorts. On the first day of a cohort its people become members automatically and get your letter.',
          ),
          act: html`<a class="button" href="${root}/new">${t('Add a course')}</a>`,
        }),
      })
    }
    const signOf = courseSigns(courses)
    const mine = ownOf(courses).map(({ course, one }) => ({
      ...cohortRow(one, screen, `${course.name}: ${one.name}`),
      before: signOf(course),
    }))
    const others = courses.slice(0, mostShown).map(({ name, picture, address, description, cohorts, running }) => ({
      before: signOf({ name, picture }),
      href: address,
      title: name,
      about:
        running > 0
          ? t('{n, plural, one {one cohort is running} other {# cohorts are running}}', { n: running })
          : t('{n, plural, =0 {no cohort yet} one {# cohort} other {# cohorts}}', { n: cohorts }),
      excerpt: description ? description.slice(0, 200) : null,
    }))
    return section({
      id: 'courses',
      title: t('Courses'),
      more: html`<a href="${root}">${t('all courses')}</a>`,
      inside: listRows([...mine, ...others]),
    })
  },
})
