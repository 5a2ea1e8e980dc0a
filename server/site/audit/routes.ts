/**
 * Endpoints of the site's audit.
 */
import { lookFor } from '#server/platform/http/answer.ts'
import { acts, answers, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { auditInput } from '#server/site/audit/audit.ts'
import { siteAuditPage, siteTakingBackPage } from '#server/site/audit/pages.ts'
import { sendAudit } from '#server/site/audit/send-audit.ts'
import {
  flashOfTakenBack,
  outlookInput,
  takenBackView,
  takingBackInput,
  takingBackView,
  whyNotTakenBack,
} from '#server/site/audit/taking-back.ts'
import { readSiteAudit, readSiteTakingBack, siteAuditView, takeBackOnSite } from '#server/site/audit/views.ts'

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
  reads({
    path: '/site/audit/:line/taking-back',
    summary: 'What taking back the act in a line of the audit would do now: to whom, and who stays as they are.',
    who: 'site_audit',
    refusals: whyNotTakenBack,
    input: outlookInput,
    view: takingBackView,
    read: readSiteTakingBack,
    page: siteTakingBackPage,
  }),
  acts({
    path: '/site/audit/:line/taking-back',
    summary:
      'Takes the act in a line of the audit back, within 30 days: for `persons`, or with `which` as `all` for all of whom it can be.',
    who: 'site_audit',
    refusals: whyNotTakenBack,
    limit: { times: 60, seconds: 600 },
    input: takingBackInput,
    view: takenBackView,
    form: '/site/audit/:line/taking-back',
    act: takeBackOnSite,
    respond: (done) => ({ location: '/site/audit', ...flashOfTakenBack(done) }),
  }),
]
