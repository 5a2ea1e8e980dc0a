/**
 * Endpoints of the site's audit.
 */
import { lookFor } from '#server/platform/http/answer.ts'
import { answers, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { auditInput } from '#server/site/audit/audit.ts'
import { siteAuditPage } from '#server/site/audit/pages.ts'
import { sendAudit } from '#server/site/audit/send-audit.ts'
import { readSiteAudit, siteAuditView } from '#server/site/audit/views.ts'

export const auditRoutes: readonly Endpoint[] = [
  reads({
    path: '/site/audit',
    summary:
      'What people did by their roles, the latest first, 50 at a time: `q` in names, `kind` is a verb, `person` did it or had it done to them, `in` a community, `from` and `to` are days.',
    who: 'site_audit',
    refusals: [notFound],
    input: auditInput,
    view: siteAuditView,
    read: readSiteAudit,
    page: siteAuditPage,
  }),
  answers({
    path: '/site/audit.csv',
    summary: 'The same as a file, all lines that match.',
    who: 'site_audit',
    refusals: [notFound],
    async handle(platform, actor, request, reply) {
      if (!may(actor, 'site_audit', null)) refuse(notFound)
      return sendAudit(lookFor(platform, actor), actor, { query: request.query, communityId: null, reply })
    },
  }),
]
