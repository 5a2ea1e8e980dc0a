/** A discussion is filed under topics: chosen by its opener or a moderator, or named by a tag in a post. */
import { threadFiled } from '#server/discussions/activities.ts'
import { mayFile } from '#server/discussions/policy.ts'
import { findThread, type ThreadRef, type ThreadRow } from '#server/discussions/store.ts'
import { isBelow, type ThreadFacts } from '#server/discussions/thread.ts'
import { fileAlso } from '#server/discussions/topics/store.ts'
import { listOf } from '#server/discussions/topics/talk.ts'
import { readTalkSettings } from '#server/discussions/topics/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { chooseTopics, fileUnder } from '#server/topics/room.ts'

/**
 * Files a discussion under exactly these topics.
 * @refuses not_found · forbidden · thread_locked · community_archived · title_bound · input_invalid where a topic is gone
 */
export async function fileThread(
  work: Work,
  actor: Actor,
  { topics, ...where }: ThreadRef & { readonly topics: readonly string[] },
): Promise<ThreadRow> {
  const thread = await findThread(work, actor, where)
  const by = insist(mayFile(actor, thread))
  const chosen = await chooseTalkTopics(work, thread.communityId, topics)
  const before = chosen.list ? await fileUnder(work, { ...thread, list: chosen.list }, thread.entryId, chosen.ids) : []
  await recordFiled(
    work,
    thread,
    by,
    chosen.ids.filter((id) => !before.includes(id)),
  )
  return thread
}

/**
 * Topics that somebody chose for a discussion.
 * @refuses input_invalid where one of them is gone, or discussions have no topics any more
 */
export async function chooseTalkTopics(work: Work, communityId: string, topics: readonly string[]) {
  const list = listOf(await readTalkSettings(work, communityId))
  if (!list && topics.length === 0) return { list, ids: [] }
  if (!list) refuseFields({ topics: { says: 'Discussions here have no topics any more. Choose none.' } })
  return { list, ids: await chooseTopics(work, { id: communityId }, list, { topics, newTopic: '' }) }
}

/** Files the thread of a post under the topics that its tags name. The discussion below an entry stays where that is filed. */
export async function fileByTags(
  work: Work,
  thread: Pick<ThreadFacts, 'id' | 'entryId' | 'communityId'>,
  by: string,
  topicIds: readonly string[],
): Promise<void> {
  if (isBelow(thread)) return
  await recordFiled(work, thread, by, await fileAlso(work, thread, topicIds))
}

async function recordFiled(
  work: Work,
  { id, entryId, communityId }: Pick<ThreadFacts, 'id' | 'entryId' | 'communityId'>,
  by: string,
  topicIds: readonly string[],
): Promise<void> {
  if (topicIds.length === 0) return
  await work.record(threadFiled, {
    communityId,
    by,
    objectId: id,
    entryId,
    facts: { threadId: id, topicIds: [...topicIds] },
  })
}
