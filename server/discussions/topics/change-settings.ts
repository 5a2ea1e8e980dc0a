/** Leaders choose what their community's discussions have for topics, and when questions are stale or asked again. */
import { z } from 'zod'
import { findCommunityToChange, type InCommunity } from '#server/communities/room.ts'
import { talkChanged } from '#server/discussions/activities.ts'
import { saveTalkSettings } from '#server/discussions/topics/store.ts'
import { longestWait, type TalkSettings, topicSources } from '#server/discussions/topics/talk.ts'
import type { Actor } from '#server/platform/actor.ts'
import { whole } from '#server/platform/http/input.ts'
import type { Work } from '#server/platform/work.ts'

export const talkInput = z.object({
  topics: z.enum(topicSources),
  staleAfter: whole(1, longestWait.stale),
  askAgainAfter: whole(0, longestWait.askAgain),
})

/**
 * Replaces the choices. Topics that are not used any more keep what is filed under them, and who follows them.
 * @refuses not_found · forbidden · community_archived
 */
export async function changeTalkSettings(
  work: Work,
  actor: Actor,
  { community: slug, ...settings }: InCommunity & z.infer<typeof talkInput>,
): Promise<TalkSettings> {
  const community = await findCommunityToChange(work, actor, slug, 'community_settings')
  await saveTalkSettings(work, community.id, settings)
  await work.record(talkChanged, { communityId: community.id, by: actor, objectId: community.id })
  return settings
}
