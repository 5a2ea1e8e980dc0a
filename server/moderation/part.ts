/** Moderation as a part of the site. */
import { countOnSite } from '#server/moderation/site-views.ts'
import type { SitePart } from '#server/platform/site-part.ts'

export const moderationPart: SitePart = {
  key: 'moderation',
  place: 35,
  path: '/site/moderation',
  label: (t) => t('Moderation'),
  says: (t) => t('What waits in communities for over three days, and reports about those who lead or moderate'),
  onlyWith: 'site_moderation',
  figure: {
    count: countOnSite,
    says: (t, n) => t('{n, plural, =0 {Nothing waits} one {# thing waits} other {# things wait}}', { n }),
  },
}
