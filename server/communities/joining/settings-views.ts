/**
 * How a community is joined, for those who choose it.
 */
import { z } from 'zod'
import { communityHeadView } from '#server/communities/community.ts'
import { joiningWays } from '#server/communities/joining/joining.ts'
import { findCommunity } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const chosen = z.object({ joining: z.enum(joiningWays), question: z.string() })

export const joiningSettingsView = chosen.extend({ community: communityHeadView })
export type JoiningSettings = z.infer<typeof joiningSettingsView>

/**
 * The present choice; also of an archived community.
 * @refuses not_found · forbidden
 */
export async function readJoiningSettings(look: Look, actor: Actor, slug: string): Promise<JoiningSettings> {
  const community = await findCommunity(look, actor, slug)
  if (!community.can.settings) refuse(forbidden)
  const found = await onlyRow(look, chosen)`
    select c.joining, c.joining_question as question from community_shown c where c.id = ${community.id}`
  return { community, ...found }
}
