/** The communities as a part of the site. */
import type { SitePart } from '#server/platform/site-part.ts'
import { countCommunities } from '#server/site/communities/reads-communities.ts'

export const communitiesPart: SitePart = {
  key: 'communities',
  place: 30,
  path: '/site/communities',
  label: (t) => t('Communities'),
  says: (t) => t('Their status, leaders, people, and when something last happened there'),
  onlyWith: 'manage_communities',
  figure: { count: countCommunities, says: (t, n) => t('{n, plural, one {# community} other {# communities}}', { n }) },
}
