/**
 * The fields of the site in a form that changes a profile.
 */
import { type CustomValue, customName, longestValue } from '#server/identity/profile-fields/profile-field.ts'
import { textField } from '#server/platform/html/field.ts'
import type { Field } from '#server/platform/html/form.ts'
import type { Translate } from '#server/platform/i18n.ts'

/** A line of text for each. */
export function customFields(values: readonly CustomValue[], t: Translate): Field[] {
  return values.map((one) =>
    textField({ name: customName(one), label: one.label, value: one.value, max: longestValue, hint: whoSees(one, t) }),
  )
}

/** Who else sees what is written there. */
export function whoSees({ shownTo }: Pick<CustomValue, 'shownTo'>, t: Translate): string {
  switch (shownTo) {
    case 'everybody':
      return t('Seen by everybody who sees the profile.')
    case 'leaders':
      return t('Seen by people who look after the members of a community.')
    case 'staff':
      return t('Seen by those who run the site.')
  }
}
