/** The notices about one's own cohorts. */
import { circleAddress, circlesAddress } from '#server/people/circles/circle.ts'
import { cohortAddress, coursesAddress } from '#server/people/courses/course.ts'
import { circleTitle, cohortTitle } from '#server/people/reads-recipients.ts'
import type { NoticeKind } from '#server/platform/notice-kind.ts'

const cohort = {
  title: cohortTitle,
  address: (slug: string, { id, title }: { id: string; title: string }) => cohortAddress(slug, { id, name: title }),
}

export const joinedCohort: NoticeKind = {
  kind: 'cohort_joined',
  says: (t, values) => t('You joined a cohort: {title}', values),
  about: cohort,
}

export const endedCohort: NoticeKind = {
  kind: 'cohort_ended',
  says: (t, values) => t('Your cohort has ended: {title}. May the next one ask you?', values),
  about: cohort,
}

export const preparedHandOver: NoticeKind = {
  kind: 'hand_over_prepared',
  says: (t, values) => t('What earlier cohorts leave is prepared: {title}', values),
  about: {
    title: cohortTitle,
    address: (slug, { id, title }) => `${cohortAddress(slug, { id, name: title })}/hand-over`,
  },
}

export const leftCohort: NoticeKind = {
  kind: 'cohort_left',
  says: (t, values) => t('You are no longer in this cohort: {title}', values),
  ofGone: true,
  about: { title: cohortTitle, address: coursesAddress },
}

const circle = {
  title: circleTitle,
  address: (slug: string, { id, title }: { id: string; title: string }) => circleAddress(slug, { id, name: title }),
}

export const askedForCircle: NoticeKind = {
  kind: 'circle_asked',
  says: (t, values) => t('{name} would like to join your circle {title}', values),
  about: circle,
}

export const approvedForCircle: NoticeKind = {
  kind: 'circle_approved',
  says: (t, values) => t('You are in the circle {title} now', values),
  about: circle,
}

export const declinedForCircle: NoticeKind = {
  kind: 'circle_declined',
  says: (t, values) => t('Your request to join the circle {title} was declined', values),
  about: { title: circleTitle, address: circlesAddress },
}

export const removedFromCircle: NoticeKind = {
  kind: 'circle_left',
  says: (t, values) => t('You are no longer in the circle {title}', values),
  about: { title: circleTitle, address: circlesAddress },
}
