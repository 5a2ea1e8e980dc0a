/** What a topic is to one reader: whether they hear of new discussions in it, or of none in it. */
import { saveTopicFollowing } from '#server/discussions/topics/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Follows a topic, mutes it, or does neither. The caller has checked that the actor may read the community.
 * @refuses not_found · forbidden
 */
export async function followTopic(
  work: Work,
  actor: Actor,
  communityId: string,
  { topic, state }: { readonly topic: string; readonly state: 'following' | 'muted' | null },
): Promise<{ following: 'following' | 'muted' | null }> {
  const personId = personIdOf(actor) ?? refuse(forbidden)
  await saveTopicFollowing(work, { communityId, topicId: topic, personId }, state)
  return { following: state }
}
