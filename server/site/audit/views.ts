/**
 * The audit of the site, for its owners and admins.
 */
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'
import { type AuditQuestion, auditView } from '#server/site/audit/audit.ts'
import { listCommunityNames, readAudit } from '#server/site/audit/reads-audit.ts'

export const siteAuditView = auditView.extend({
  communities: z.array(z.object({ slug: z.string(), name: z.string() })),
})
export type SiteAudit = z.infer<typeof siteAuditView>

/** @refuses not_found for everybody who may not read it */
export async function readSiteAudit(look: Look, actor: Actor, asked: AuditQuestion): Promise<SiteAudit> {
  if (!may(actor, 'site_audit', null)) refuse(notFound)
  const [audit, communities] = await Promise.all([
    readAudit(look, actor, { ...asked, communityId: null }),
    listCommunityNames(look),
  ])
  return { ...audit, communities }
}
