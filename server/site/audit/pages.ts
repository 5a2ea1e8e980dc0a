/**
 * The page of the site's audit.
 */
import type { Html } from '#server/platform/html/html.ts'
import type { Screen } from '#server/platform/screen.ts'
import { auditList } from '#server/site/audit/audit-list.ts'
import type { TakingBack } from '#server/site/audit/taking-back.ts'
import { takingBackPart } from '#server/site/audit/taking-back-page.ts'
import type { SiteAudit } from '#server/site/audit/views.ts'
import { siteRunningFrame, siteRunningPage } from '#server/site/frame.ts'

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

/** `/site/audit/:line/taking-back`. */
export function siteTakingBackPage(view: TakingBack, screen: Screen): Html {
  const { t } = screen
  return siteRunningFrame(screen, {
    part: 'audit',
    title: t('Take this back?'),
    main: takingBackPart(view, screen, '/site/audit'),
  })
}
