/** For whom an entry is: the field that chooses it, and the words that say it. */
import { z } from 'zod'
import type { GroupChoice } from '#server/entries/reads-groups.ts'
import { choices, select } from '#server/platform/html/field.ts'
import type { Field } from '#server/platform/html/form.ts'
import { badge } from '#server/platform/html/parts.ts'
import { chosenId, several } from '#server/platform/http/input.ts'
import type { Screen } from '#server/platform/screen.ts'

/** The group, a cohort or a circle, that was chosen; left out or empty for everybody. */
export const groupInput = z.preprocess((value) => (value === '' ? null : value), chosenId.nullable().default(null))

/** The cohorts that were chosen; none for everybody. */
export const groupsInput = z.preprocess((value) => value ?? undefined, several(chosenId))

/** Left out where there is nothing to choose. `value` is the one that the form begins with. */
export function audienceField(
  groups: readonly GroupChoice[],
  { t, query }: Screen,
  value?: string | null,
): Field | null {
  if (groups.length === 0) return null
  const everybody = { value: '', label: t('Everybody in this community') }
  const label = ({ name, course }: GroupChoice) =>
    course === null
      ? t('Only the circle {circle}', { circle: name })
      : t('Only {cohort} ({course})', { cohort: name, course })
  return select({
    name: 'group',
    label: t('Who it is for'),
    required: true,
    emptyIsAChoice: true,
    hint: t('People who lead this community read it too.'),
    value: value ?? query.group ?? '',
    options: [everybody, ...groups.map((one) => ({ value: one.id, label: label(one) }))],
  })
}

/** For what may be for several cohorts at once. Left out where there is none. `values` are those that the form begins with. */
export function cohortsField(
  cohorts: readonly GroupChoice[],
  { t, query }: Screen,
  values?: readonly string[],
): Field | null {
  if (cohorts.length === 0) return null
  return choices({
    name: 'group',
    label: t('Only for these cohorts'),
    hint: t('With none it is for everybody in this community. People who lead it read it too.'),
    values: values ?? (query.group ? [query.group] : []),
    choices: cohorts.map(({ id, name, course }) => ({ value: id, label: course ? `${name} (${course})` : name })),
  })
}

/** "For Spring 2026"; nothing where it is for everybody. */
export function audienceBadge(readers: readonly string[] | null, { t }: Pick<Screen, 't'>) {
  if (readers === null) return null
  return badge(readers.length > 0 ? t('For {cohorts}', { cohorts: readers.join(', ') }) : t('For named people'))
}
