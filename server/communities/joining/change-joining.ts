/**
 * The leaders choose how people join their community.
 */
import { z } from 'zod'
import { joiningChanged } from '#server/communities/activities.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { joiningWays } from '#server/communities/joining/joining.ts'
import { type JoiningSettings, readJoiningSettings } from '#server/communities/joining/settings-views.ts'
import { saveJoining } from '#server/communities/joining/store.ts'
import { findCommunityToChange } from '#server/communities/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { optionalProse } from '#server/platform/http/input.ts'
import type { Work } from '#server/platform/work.ts'

/** The most characters of the question to whoever requests to join. */
export const longestQuestion = 300

export const joiningInput = z.object({ joining: z.enum(joiningWays), question: optionalProse(longestQuestion) })
type ChangeJoining = InCommunity & z.infer<typeof joiningInput>

/**
 * Sets how one joins, and what whoever requests it is asked. Requests that wait go on waiting.
 * @refuses not_found · forbidden · community_archived
 */
export async function changeJoining(work: Work, actor: Actor, asked: ChangeJoining): Promise<JoiningSettings> {
  const head = await findCommunityToChange(work, actor, asked.community, 'community_settings')
  await saveJoining(work, head.id, asked)
  await work.record(joiningChanged, {
    communityId: head.id,
    by: actor,
    objectId: head.id,
    facts: { joining: asked.joining },
  })
  return readJoiningSettings(work, actor, head.slug)
}
