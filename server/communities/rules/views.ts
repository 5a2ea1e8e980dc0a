/**
 * The rules of conversation, for those who make them.
 */
import { z } from 'zod'
import { agreementState, readAgreementState } from '#server/communities/agreement/views.ts'
import { communityHeadView } from '#server/communities/community.ts'
import { conversationRules } from '#server/communities/rules/rules.ts'
import { readRules } from '#server/communities/rules/store.ts'
import { findCommunity } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

export const rulesSettingsView = z.object({
  community: communityHeadView,
  agreement: agreementState,
  rules: conversationRules,
})
export type RulesSettings = z.infer<typeof rulesSettingsView>

/** All rules; also of an archived community. @refuses not_found · forbidden */
export async function readRulesSettings(look: Look, actor: Actor, slug: string): Promise<RulesSettings> {
  const community = await findCommunity(look, actor, slug)
  if (!community.can.settings) refuse(forbidden)
  const [agreement, rules] = await Promise.all([readAgreementState(look, community), readRules(look, community.id)])
  return { community, agreement, rules }
}
