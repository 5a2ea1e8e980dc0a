/** What the forms about discussions and their topics need. */
import { z } from 'zod'
import { findCommunity, findCommunityToChange, type InCommunity } from '#server/communities/room.ts'
import { mayFile } from '#server/discussions/policy.ts'
import { findThread, type ThreadRef } from '#server/discussions/store.ts'
import { threadAddress } from '#server/discussions/thread.ts'
import { topicRef } from '#server/discussions/topics/talk.ts'
import { readTalkSettings, readTopicsToChoose, topicsColumn } from '#server/discussions/topics/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/**
 * What a community chose for its discussions.
 * @refuses not_found · forbidden · community_archived
 */
export async function findSettings(look: Look, actor: Actor, { community: slug }: InCommunity) {
  const community = await findCommunityToChange(look, actor, slug, 'community_settings')
  return { community, settings: await readTalkSettings(look, community.id) }
}

/**
 * A discussion with the topics it is filed under, and those that can be chosen.
 * @refuses not_found · forbidden · thread_locked · community_archived · title_bound
 */
export async function threadToFile(look: Look, actor: Actor, where: ThreadRef) {
  const community = await findCommunity(look, actor, where.community)
  const thread = await findThread(look, actor, { ...where, community: community.slug })
  insist(mayFile(actor, thread))
  const { topics: filed } = await onlyRow(look, () => z.object({ topics: z.array(topicRef) }))`
    select ${topicsColumn('t')} as topics from thread t where t.id = ${thread.id}`
  const { id, title } = thread
  return {
    community,
    thread: { id, title, address: threadAddress(thread.slug, thread) },
    filed: filed.map((topic) => topic.id),
    topics: await readTopicsToChoose(look, community.id),
  }
}
export type ThreadToFile = Awaited<ReturnType<typeof threadToFile>>
