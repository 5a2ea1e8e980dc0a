/** What the charter's headings are called. */
import type { CharterKey } from '#server/bodies/charter/charter.ts'
import type { Translate } from '#server/platform/i18n.ts'

/** The heading over one of its texts. */
export function headingOf(key: CharterKey, t: Translate): string {
  switch (key) {
    case 'domain':
      return t('What it is about')
    case 'who_for':
      return t('Whom it is for')
    case 'norms':
      return t('How we treat each other')
    case 'questions':
      return t('What we want to find out now')
  }
}
