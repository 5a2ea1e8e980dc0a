/** The roles as a part of the site. */
import type { SitePart } from '#server/platform/site-part.ts'

export const rolesPart: SitePart = {
  key: 'roles',
  place: 40,
  path: '/site/roles',
  label: (t) => t('Roles'),
  says: (t) => t('What each role allows, and roles of your own'),
  onlyWith: 'site_settings',
}
