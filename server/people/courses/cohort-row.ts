/** A cohort as a row of a list, and the words for its state. */

import { lastsText } from '#server/people/courses/cohort-words.ts'
import type { CohortState } from '#server/people/courses/course.ts'
import type { CohortItem, CourseView } from '#server/people/courses/views.ts'
import { hueOf } from '#server/platform/html/face.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import type { Row } from '#server/platform/html/list.ts'
import { namesText } from '#server/platform/html/names.ts'
import { badge } from '#server/platform/html/parts.ts'
import { kindIcon, thumb } from '#server/platform/html/placeholder-cover.ts'
import type { Translate } from '#server/platform/i18n.ts'
import type { Screen } from '#server/platform/screen.ts'

/** "Running" */
export function stateBadge(state: CohortState | 'left', t: Translate): Html {
  const kinds = { prepared: 'warn', running: 'good', ended: 'plain', left: 'plain' } as const
  return badge(stateText(state, t), kinds[state])
}

/** The same without its frame. */
export function stateText(state: CohortState | 'left', t: Translate): string {
  return {
    prepared: t('In preparation'),
    running: t('Running'),
    ended: t('Ended'),
    left: t('You left it'),
  }[state]
}

/** The reader's own cohorts among those of these courses, each with its course. */
export function ownCohorts(courses: readonly CourseView[]) {
  return courses.flatMap((course) => course.cohorts.filter(({ isMine }) => isMine).map((one) => ({ course, one })))
}

/** One cohort: when it runs, how many it has, who teaches it. @param title its name, unless another is given */
export function cohortRow(cohort: CohortItem, { t }: Screen, title: string = cohort.name): Row {
  const names = cohort.teachers.map(({ name }) => name)
  const facts = [
    lastsText(cohort, t),
    t('{n, plural, =0 {nobody yet} one {# person} other {# people}}', { n: cohort.people }),
    names.length > 0 ? t('taught by {names}', { names: namesText(names, t) }) : null,
  ].filter((fact) => fact !== null)
  return {
    href: cohort.address,
    title,
    about: facts.join(' · '),
    after: html`${cohort.isMine ? html`${badge(t('Your cohort'), 'live')} ` : null}${stateBadge(cohort.state, t)}`,
  }
}

/** Before rows of a list of courses: the picture of each, or a sign of the same size where another one has a picture. */
export function courseSigns(courses: readonly Pick<CourseView, 'picture'>[]) {
  const isPictured = courses.some(({ picture }) => picture !== null)
  return ({ name, picture }: Pick<CourseView, 'name' | 'picture'>): Html | null => {
    if (picture) return thumb(picture)
    return isPictured ? kindIcon('people', hueOf(name)) : null
  }
}
