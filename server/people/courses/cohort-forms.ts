/** The forms that add a cohort and change it. */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { coursesAddress, startHour } from '#server/people/courses/course.ts'
import type { CohortItem, CohortPage, CoursePage } from '#server/people/courses/views.ts'
import { cohortActs, wayTo } from '#server/people/courses/way-to-cohort.ts'
import { textField } from '#server/platform/html/field.ts'
import { type FormPart, fieldRow, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, pageTitle } from '#server/platform/html/parts.ts'
import { zoneText } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** `/c/:community/courses/:course/cohorts/new`. */
export function newCohortPage({ community, course }: CoursePage, screen: Screen): Html {
  const { t } = screen
  const action = `${coursesAddress(community.slug)}/${shortId(course.id)}/cohorts`
  return communityPage(screen, community, {
    tab: 'courses',
    title: t('New cohort'),
    main: html`${breadcrumbs(screen, wayTo(community, course, null, screen))}${pageTitle({
      title: t('New cohort'),
      lead: t('Next you add its people and write its letter. Nobody is told before the cohort starts.'),
    })}
${form(screen, { action, submit: t('Add the cohort'), cancel: course.address }, cohortFields(null, community, screen))}`,
  })
}

/** `/c/:community/cohorts/:cohort/edit`. */
export function editCohortPage({ community, course, cohort }: CohortPage, screen: Screen): Html {
  const { t } = screen
  return communityPage(screen, community, {
    tab: 'courses',
    title: t('Name and dates'),
    main: html`${breadcrumbs(screen, wayTo(community, course, cohort, screen))}${pageTitle({ title: t('Name and dates') })}
${form(screen, { action: cohortActs(community, cohort), submit: t('Save'), cancel: cohort.address }, cohortFields(cohort, community, screen))}`,
  })
}

function cohortFields(cohort: CohortItem | null, { zone }: CommunityHead, { t }: Screen): FormPart[] {
  return [
    textField({
      name: 'name',
      label: t('Name of the cohort'),
      hint: t('What its people call it, such as “Spring 2027”.'),
      value: cohort?.name,
      required: true,
      max: 120,
    }),
    fieldRow([
      textField({ name: 'startsOn', label: t('First day'), type: 'date', value: cohort?.startsOn }),
      textField({ name: 'endsOn', label: t('Last day'), type: 'date', value: cohort?.endsOn }),
    ]),
    html`<p class="hint">${t(
      'The cohort starts automatically on its first day at {hour}:00 ({zone}). Without a first day, you start it yourself.',
      {
        hour: String(startHour),
        zone: zoneText(zone),
      },
    )}</p>`,
    textField({
      name: 'courseVersion',
      label: t('Version of the course'),
      value: cohort?.courseVersion,
      max: 40,
    }),
  ]
}
