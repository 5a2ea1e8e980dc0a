/**
 * The audit of one community, for its leaders.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { communityHeadView } from '#server/communities/community.ts'
import { communityPage } from '#server/communities/frame.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { settingsPage } from '#server/communities/settings/frame.ts'
import { findCommunity } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Html } from '#server/platform/html/html.ts'
import { lookFor } from '#server/platform/http/answer.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { Look, Platform, Work } from '#server/platform/work.ts'
import {
  type AuditQuestion,
  auditList,
  auditView,
  type outlookInput,
  readAudit,
  readTakingBack,
  sendAudit,
  takeActBack,
  type takingBackInput,
  takingBackPart,
  takingBackView,
} from '#server/site/room.ts'

export const communityAuditView = auditView.extend({ community: communityHeadView })
type CommunityAudit = z.infer<typeof communityAuditView>

/**
 * The lines of one community; also of an archived one.
 * @refuses not_found · forbidden
 */
export async function readCommunityAudit(
  look: Look,
  actor: Actor,
  asked: InCommunity & AuditQuestion,
): Promise<CommunityAudit> {
  const community = await findAudited(look, actor, asked.community)
  return { ...(await readAudit(look, actor, { ...asked, in: '', communityId: community.id })), community }
}

async function findAudited(look: Look, actor: Actor, slug: string) {
  const community = await findCommunity(look, actor, slug)
  return may(actor, 'community_audit', community.id) ? community : refuse(forbidden)
}

/** The same as a file. @refuses not_found · forbidden */
export async function sendCommunityAudit(
  platform: Platform,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const look = lookFor(platform, actor)
  const community = await findAudited(look, actor, (request.params as InCommunity).community)
  return sendAudit(look, actor, { query: request.query, communityId: community.id, reply })
}

/** `/c/:community/settings/audit`. */
export function communityAuditPage(view: CommunityAudit, screen: Screen): Html {
  const root = `/c/${view.community.slug}/settings/audit`
  return settingsPage(screen, view.community, 'audit', auditList(view, screen, { root }), { wide: true })
}

export const communityTakingBackView = takingBackView.extend({ community: communityHeadView })

/** What taking back an act in this community would do now. @refuses not_found · forbidden · and what the act itself refuses */
export async function readCommunityTakingBack(
  look: Look,
  actor: Actor,
  asked: InCommunity & { line: string } & z.infer<typeof outlookInput>,
): Promise<z.infer<typeof communityTakingBackView>> {
  const community = await findAudited(look, actor, asked.community)
  return { ...(await readTakingBack(look, actor, { ...asked, communityId: community.id })), community }
}

/** Takes an act in this community back. @refuses as {@link readCommunityTakingBack} */
export async function takeBackInCommunity(
  work: Work,
  actor: Actor,
  asked: InCommunity & { line: string } & z.infer<typeof takingBackInput>,
) {
  const community = await findAudited(work, actor, asked.community)
  return takeActBack(work, actor, { ...asked, communityId: community.id })
}

/** `/c/:community/settings/audit/:line/taking-back`. */
export function communityTakingBackPage(view: z.infer<typeof communityTakingBackView>, screen: Screen): Html {
  const root = `/c/${view.community.slug}/settings/audit`
  return communityPage(screen, view.community, {
    tab: 'settings',
    title: screen.t('Take this back?'),
    main: takingBackPart(view, screen, root),
  })
}
