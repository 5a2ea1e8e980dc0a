/**
 * The audit of the site, for its owners and admins.
 */
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { type AuditQuestion, auditView } from '#server/site/audit/audit.ts'
import { listCommunityNames, readAudit } from '#server/site/audit/reads-audit.ts'
import {
  type outlookInput,
  readTakingBack,
  type TakingBack,
  takeActBack,
  type takingBackInput,
} from '#server/site/audit/taking-back.ts'

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

/** @refuses not_found for everybody who may not read it; and what {@link readTakingBack} refuses */
export async function readSiteTakingBack(
  look: Look,
  actor: Actor,
  asked: { line: string } & z.infer<typeof outlookInput>,
): Promise<TakingBack> {
  if (!may(actor, 'site_audit', null)) refuse(notFound)
  return readTakingBack(look, actor, { ...asked, communityId: null })
}

/** @refuses not_found for everybody who may not read it; and what {@link takeActBack} refuses */
export async function takeBackOnSite(
  work: Work,
  actor: Actor,
  asked: { line: string } & z.infer<typeof takingBackInput>,
) {
  if (!may(actor, 'site_audit', null)) refuse(notFound)
  return takeActBack(work, actor, { ...asked, communityId: null })
}
