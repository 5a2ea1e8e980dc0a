/** Where a cohort is on the site, and where what is done to it is sent. */
import type { CommunityHead } from '#server/communities/room.ts'
import { coursesAddress } from '#server/people/courses/course.ts'
import type { CohortItem } from '#server/people/courses/views.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The way from the list of courses to a cohort, or to a page below it. */
export function wayTo(
  community: CommunityHead,
  course: { readonly name: string; readonly address: string },
  cohort: { readonly name: string; readonly address: string } | null,
  { t }: Screen,
) {
  return [
    { label: t('Courses'), href: coursesAddress(community.slug) },
    { label: course.name, href: course.address },
    ...(cohort ? [{ label: cohort.name, href: cohort.address }] : []),
  ]
}

/** Where the acts on a cohort are sent: without its name, which may change. */
export function cohortActs(community: CommunityHead, { id }: Pick<CohortItem, 'id'>): string {
  return `/c/${community.slug}/cohorts/${shortId(id)}`
}
