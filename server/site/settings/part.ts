/** The settings as a part of the site. */
import type { SitePart } from '#server/platform/declared.ts'

export const settingsPart: SitePart = {
  key: 'settings',
  place: 10,
  path: '/site/settings',
  label: (t) => t('Settings'),
  says: (t) => t('Name, language and time zone; whether mail leaves'),
  onlyWith: 'site_settings',
}
