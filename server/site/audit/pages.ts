/**
 * The page of the site's audit.
 */
import type { Html } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'
import { auditList } from '#server/site/audit/audit-list.ts'
import type { SiteAudit } from '#server/site/audit/views.ts'
import { siteRunningPage } from '#server/site/frame.ts'

/** `/site/audit`. */
export function siteAuditPage(view: SiteAudit, screen: Screen): Html {
  const { t } = screen
  return siteRunningPage(screen, {
    part: 'audit',
    title: t('Audit'),
    lead: t('What people did by their roles, the latest first. Nobody can change or delete a line.'),
    width: 'wide',
    main: auditList(view, screen, { root: '/site/audit', communities: view.communities }),
  })
}
