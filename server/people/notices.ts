/** The notices about one's own cohorts. */
import { cohortAddress, coursesAddress } from '#server/people/courses/course.ts'
import { cohortTitle } from '#server/people/reads-recipients.ts'
import type { NoticeKind } from '#server/platform/notice-kind.ts'

export const joinedCohort: NoticeKind = {
  kind: 'cohort_joined',
  says: (t, values) => t('You joined a cohort: {title}', values),
  about: { title: cohortTitle, address: (slug, { id, title }) => cohortAddress(slug, { id, name: title }) },
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
