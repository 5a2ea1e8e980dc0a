/** `/courses`: one's own courses, in all communities; and the same as a file. */
import { stateBadge, stateText } from '#server/people/courses/cohort-row.ts'
import { lastsText } from '#server/people/courses/cohort-words.ts'
import type { OwnCohort, OwnCourses } from '#server/people/courses/own-views.ts'
import { mayBeAskedButton } from '#server/people/hand-over/pages.ts'
import { csvText } from '#server/platform/csv.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { emptyState, pageTitle } from '#server/platform/html/parts.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The page. */
export function ownCoursesPage({ cohorts }: OwnCourses, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('Your courses'),
    main: html`${pageTitle({
      title: t('Your courses'),
      lead: cohorts.length > 0 ? t('The courses you took with a cohort on this site, and when.') : null,
      acts:
        cohorts.length > 0 ? html`<a class="button" href="/courses.csv" download>${t('Download as CSV')}</a>` : null,
    })}
${
  cohorts.length > 0
    ? html`<ul class="rows">${cohorts.map((one) => ownRow(one, screen))}</ul>`
    : emptyState({
        title: t('No courses yet'),
        says: t('Once a cohort you are in has started, you find it here with its dates.'),
      })
}`,
  })
}

function ownRow(one: OwnCohort, screen: Screen): Html {
  const { t } = screen
  const title = one.address
    ? html`<a class="title" dir="auto" href="${one.address}">${one.course}</a>`
    : html`<span class="title" dir="auto">${one.course}</span>`
  const about = [one.cohort, lastsText(one, t), one.community].filter(Boolean).join(' · ')
  const ask = one.acts && one.mayBeAsked !== null ? mayBeAskedButton(one.mayBeAsked, one.acts, screen, 'own') : null
  return html`<li class="row"><div class="said-of">${title}<p class="about" dir="auto">${about}</p>${ask}</div><div class="after">${stateBadge(one.state, t)}</div></li>`
}

/** The file: one line a cohort, days as `2026-12-07`. */
export function ownCoursesFile({ cohorts }: OwnCourses, t: Translate): string {
  const head = [t('Course'), t('Version'), t('Cohort'), t('Community'), t('First day'), t('Last day'), t('State')]
  const lines = cohorts.map((one) => [
    one.course,
    one.courseVersion,
    one.cohort,
    one.community,
    one.startsOn ?? '',
    one.endsOn ?? '',
    stateText(one.state, t),
  ])
  return csvText([head, ...lines])
}
