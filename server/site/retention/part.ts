/** How long things are kept, as a part of the site. */
import type { SitePart } from '#server/platform/site-part.ts'

export const retentionPart: SitePart = {
  key: 'retention',
  place: 50,
  path: '/site/retention',
  label: (t) => t('Retention'),
  says: (t) => t('How long things are kept, and what is lost when they go'),
  onlyWith: 'site_settings',
}
