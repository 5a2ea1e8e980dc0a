/** The names of the charter's headings. */
import type { CharterKey } from '#server/bodies/charter/charter.ts'
import type { Translate } from '#server/platform/i18n.ts'

/** The heading over one of its texts. */
export function headingOf(key: CharterKey, t: Translate): string {
  return {
    domain: t('What it is about'),
    who_for: t('Whom it is for'),
    norms: t('How we treat each other'),
    questions: t('What we want to find out now'),
  }[key]
}
