/**
 * The courses of a community, one course, and the forms for it.
 */
import { communityPage } from '#server/communities/room.ts'
import { cohortRow, ownCohorts } from '#server/people/courses/cohort-row.ts'
import { courseAddress, coursesAddress } from '#server/people/courses/course.ts'
import { mostPicture } from '#server/people/courses/picture.ts'
import type { CoursePage, Courses, CourseView } from '#server/people/courses/views.ts'
import { checkbox, choice, fileField, textArea, textField } from '#server/platform/html/field.ts'
import { actButton, type FormPart, form } from '#server/platform/html/form.ts'
import { type Html, html, link, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { listRows } from '#server/platform/html/list.ts'
import { badge, breadcrumbs, emptyState, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import { pictureTypes } from '#server/platform/pictures/picture.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/courses`. */
export function coursesPage(view: Courses, screen: Screen): Html {
  const { t } = screen
  const { community, courses } = view
  const root = coursesAddress(community.slug)
  const isLeading = community.can.members
  const mine = ownCohorts(courses)
  return communityPage(screen, community, {
    tab: 'courses',
    title: t('Courses'),
    main: html`${pageTitle({
      title: t('Courses'),
      lead: isLeading
        ? t(
            'A cohort is a group that takes a course together. While it runs, its people are members of this community.',
          )
        : null,
      acts: isLeading && courses.length > 0 ? html`<a class="button" href="${root}/new">${t('New course')}</a>` : null,
    })}
${
  mine.length > 0
    ? section({
        id: 'mine',
        title: t('{n, plural, one {Your cohort} other {Your cohorts}}', { n: mine.length }),
        inside: listRows(mine.map(({ course, one }) => cohortRow(one, screen, `${course.name}: ${one.name}`))),
      })
    : null
}
${courses.length > 0 ? courses.map((course) => courseSection(course, screen)) : noCourses(view, screen)}
${community.can.settings && courses.length > 0 && community.status !== 'archived' ? alumniForm(view, screen) : null}`,
  })
}

function noCourses({ community }: Courses, { t }: Screen): Html {
  const root = coursesAddress(community.slug)
  return community.can.members
    ? emptyState({
        title: t('No course here yet'),
        says: t(
          'Add the course people take, then a cohort with its first day and its people. On that day they become members automatically and get your letter.',
        ),
        act: html`<a class="button primary" href="${root}/new">${t('Add the first course')}</a>`,
      })
    : emptyState({ title: t('No course here yet') })
}

function courseSection(course: CourseView, screen: Screen): Html {
  const { t } = screen
  return section({
    id: `course-${shortId(course.id)}`,
    title: html`<a dir="auto" href="${course.address}">${course.name}</a>${course.isArchived ? html` ${badge(t('Archived'))}` : null}`,
    inside: html`${course.description ? html`<p dir="auto">${course.description}</p>` : null}${
      course.cohorts.length > 0
        ? listRows(course.cohorts.map((one) => cohortRow(one, screen)))
        : html`<p class="soft">${t('No cohort yet.')}</p>`
    }`,
  })
}

function alumniForm({ community, keepsAlumni }: Courses, screen: Screen): Html {
  const { t } = screen
  const action = `${coursesAddress(community.slug)}/alumni`
  const fields = [
    choice({
      name: 'keep',
      label: t('When a cohort ends'),
      required: true,
      value: keepsAlumni ? 'yes' : 'no',
      choices: [
        { value: 'yes', label: t('Its people stay members, as alumni') },
        {
          value: 'no',
          label: t('Its people leave with it'),
          hint: t('Anyone who is a member for another reason as well stays.'),
        },
      ],
    }),
  ]
  return html`<details class="more"><summary>${icon('chevron', 18)}${t('What happens when a cohort ends')}</summary><div class="inside">${form(screen, { action, submit: t('Save') }, fields)}</div></details>`
}

/** `/c/:community/courses/:course`. */
export function coursePage({ community, course }: CoursePage, screen: Screen): Html {
  const { t } = screen
  const isLeading = community.can.members
  const fresh =
    isLeading && !course.isArchived
      ? html`<a class="button" href="${course.address}/cohorts/new">${t('New cohort')}</a>`
      : null
  return communityPage(screen, community, {
    tab: 'courses',
    title: course.name,
    main: html`${breadcrumbs(screen, [{ label: t('Courses'), href: coursesAddress(community.slug) }])}${pageTitle({
      title: course.name,
      lead: course.description || null,
      acts: courseActs({ community, course }, screen),
    })}
${course.isArchived ? archivedNotice({ community, course }, screen) : null}
${course.picture ? html`<img class="wide-picture" src="${link(course.picture)}" alt="">` : null}
${section({
  id: 'cohorts',
  title: t('Cohorts'),
  more: course.cohorts.length > 0 ? fresh : null,
  inside:
    course.cohorts.length > 0
      ? listRows(course.cohorts.map((one) => cohortRow(one, screen)))
      : emptyState({
          title: t('No cohort yet'),
          says: isLeading
            ? t('Give it a name and a first day, then add its people. Nobody is told before it starts.')
            : null,
          act: fresh,
        }),
})}`,
  })
}

function courseActs({ community, course }: CoursePage, screen: Screen): Piece {
  const { t } = screen
  const isLeading = community.can.members
  const archives = isLeading && !course.isArchived
  return html`${course.takenAt ? html`<a class="button primary" href="${link(course.takenAt)}">${t('Go to the course')}</a>` : null}${
    isLeading ? html`<a class="button" href="${course.address}/edit">${t('Edit')}</a>` : null
  }${archives ? actButton(screen, { action: `${course.address}/archive`, label: t('Archive'), look: 'quiet' }) : null}`
}

function archivedNotice({ course }: CoursePage, screen: Screen): Html {
  const { t } = screen
  return notice(
    t('This course is archived. Members don’t see it, and none of its cohorts starts.'),
    'plain',
    actButton(screen, { action: `${course.address}/return`, label: t('Take it out of the archive') }),
  )
}

/** `/c/:community/courses/new`. */
export function newCoursePage({ community }: Pick<CoursePage, 'community'>, screen: Screen): Html {
  const { t } = screen
  const root = coursesAddress(community.slug)
  return communityPage(screen, community, {
    tab: 'courses',
    title: t('New course'),
    main: html`${breadcrumbs(screen, [{ label: t('Courses'), href: root }])}${pageTitle({ title: t('New course') })}
${form(screen, { action: root, submit: t('Add the course'), cancel: root, files: true }, courseFields(null, screen))}`,
  })
}

/** `/c/:community/courses/:course/edit`. */
export function editCoursePage({ community, course }: CoursePage, screen: Screen): Html {
  const { t } = screen
  const root = coursesAddress(community.slug)
  const way = [
    { label: t('Courses'), href: root },
    { label: course.name, href: course.address },
  ]
  const action = `${root}/${shortId(course.id)}`
  return communityPage(screen, community, {
    tab: 'courses',
    title: t('Edit the course'),
    main: html`${breadcrumbs(screen, way)}${pageTitle({ title: t('Edit the course') })}
${form(screen, { action, submit: t('Save'), cancel: courseAddress(community.slug, course), files: true }, courseFields(course, screen))}`,
  })
}

function courseFields(course: CourseView | null, { t }: Screen): FormPart[] {
  return [
    textField({ name: 'name', label: t('Title'), value: course?.name, required: true, max: 160 }),
    textArea({
      name: 'description',
      label: t('What it is about'),
      value: course?.description,
      max: 2000,
      rows: 3,
    }),
    textField({
      name: 'takenAt',
      label: t('Where it is taken'),
      hint: t('The whole address of the course, on any site. Members get a button that leads there.'),
      value: course?.takenAt,
      max: 2000,
      inputmode: 'url',
      placeholder: 'https://',
    }),
    fileField({
      name: 'picture',
      label: course?.picture ? t('Another picture') : t('Picture'),
      hint: t('Shown with the course, cropped to a wide strip. JPEG, PNG, WebP, AVIF or GIF.'),
      accept: pictureTypes,
      maxBytes: mostPicture,
    }),
    course?.picture ? checkbox({ name: 'withoutPicture', label: t('Remove the picture') }) : null,
  ]
}
