/** The people as a part of the site. */
import type { SitePart } from '#server/platform/site-part.ts'
import { countAccounts } from '#server/site/people/reads-accounts.ts'

export const peoplePart: SitePart = {
  key: 'people',
  place: 20,
  path: '/site/people',
  label: (t) => t('People'),
  says: (t) => t('Find, correct, close, merge and erase accounts'),
  onlyWith: 'manage_people',
  figure: { count: countAccounts, says: (t, n) => t('{n, plural, one {# person} other {# people}}', { n }) },
}
