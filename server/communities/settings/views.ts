/**
 * The settings of a community, for people who may change them.
 */
import { z } from 'zod'
import { type CommunityHead, communityHeadView } from '#server/communities/community.ts'
import { findCommunity } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

export const settingsView = z.object({ community: communityHeadView })
export type Settings = z.infer<typeof settingsView>

/**
 * The settings; also of an archived community, which can be made active here.
 * @refuses not_found · forbidden
 */
export async function readSettings(look: Look, actor: Actor, slug: string): Promise<Settings> {
  const community: CommunityHead = await findCommunity(look, actor, slug)
  return community.can.settings ? { community } : refuse(forbidden)
}
