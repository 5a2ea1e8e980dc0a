/** The audit as a part of the site. */
import type { SitePart } from '#server/platform/site-part.ts'

export const auditPart: SitePart = {
  key: 'audit',
  place: 90,
  path: '/site/audit',
  label: (t) => t('Audit'),
  says: (t) => t('Who did what by their role, to whom and when'),
  onlyWith: 'site_audit',
}
