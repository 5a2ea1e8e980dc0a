/** The settings as a part of the site. */
import type { SitePart } from '#server/platform/site-part.ts'

export const settingsPart: SitePart = {
  key: 'settings',
  place: 10,
  path: '/site/settings',
  label: (t) => t('Settings'),
  says: (t) => t('Name, language, colour and logo, sign-in page, footer, who may begin communities, mail'),
  onlyWith: 'site_settings',
}
