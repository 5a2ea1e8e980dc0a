/** Who teaches a cohort, on its page. */
import type { CohortPage } from '#server/people/courses/views.ts'
import { cohortActs } from '#server/people/courses/way-to-cohort.ts'
import { textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { listRows, personRow } from '#server/platform/html/list.ts'
import { section } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Nothing for readers who can't change it, where nobody teaches. */
export function teachersPart(view: CohortPage, screen: Screen): Html | null {
  const { t } = screen
  const { community, cohort } = view
  const { manage } = cohort.can
  if (cohort.teachers.length === 0 && !manage) return null
  const acts = `${cohortActs(community, cohort)}/teachers`
  const rows = cohort.teachers.map((one) =>
    personRow(one, {
      after: manage
        ? actButton(screen, {
            action: `${acts}/${shortId(one.personId)}/removal`,
            label: t('Remove'),
            longLabel: t('Remove from the teachers: {name}', { name: one.name }),
            look: 'quiet',
          })
        : null,
    }),
  )
  const add = form(screen, { action: acts, submit: t('Add'), shape: 'line' }, [
    textField({
      name: 'who',
      label: t('Teacher'),
      hint: t('A member, by name, @handle or mail address.'),
      required: true,
      max: 320,
      autocomplete: 'off',
    }),
  ])
  return section({
    id: 'teachers',
    title: t('Teachers'),
    inside: html`${rows.length > 0 ? listRows(rows) : null}${
      manage
        ? html`<details class="more"><summary>${icon('chevron', 18)}${t('Add a teacher')}</summary><div class="inside"><p class="hint">${t('Teachers see who is in this cohort, read what is written for it, write its letter, and choose what earlier cohorts leave it. They get no other permission by it.')}</p>${add}</div></details>`
        : null
    }`,
  })
}
