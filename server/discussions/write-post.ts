/** A member writes a post in a thread, or answers one. */
import { postAdded } from '#server/discussions/activities.ts'
import { holdFor, holdNew } from '#server/discussions/holding/hold.ts'
import { mayAnswer, mayPost } from '#server/discussions/policy.ts'
import { savePost } from '#server/discussions/post-store.ts'
import { renderPost } from '#server/discussions/render-post.ts'
import { findPost, findThread, type ThreadRef } from '#server/discussions/store.ts'
import { placeOf, threadChannel } from '#server/discussions/thread.ts'
import { fileByTags } from '#server/discussions/topics/file-thread.ts'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export interface WritePost extends ThreadRef {
  readonly source: string
  /** The post it answers; without one it goes to the first level. */
  readonly parent?: string
}

/**
 * Adds a post, or holds it back where a rule of the community says so. Its author follows the thread from then on. A job notifies the followers, so that the cost here does not
 * grow with their number.
 * @refuses not_found · forbidden · thread_locked · community_archived · post_removed
 */
export async function writePost(work: Work, actor: Actor, { source, parent, ...where }: WritePost) {
  const answered = parent ? await findPost(work, actor, { ...where, post: parent }, { source }) : null
  const thread = answered?.thread ?? (await findThread(work, actor, where, { source }))
  const authorId = insist(answered ? mayAnswer(actor, thread, answered) : mayPost(actor, thread))
  const id = thread.freshId
  const rendered = await renderPost(work, { source, communityId: thread.communityId, anchor: shortId(id) })
  const place = answered && placeOf(answered)
  const language = actor.locale
  await savePost(work, { id, thread, place, isOpening: false, authorId, source, rendered, language })
  const hold = holdFor(work, actor, thread, { facts: thread.writer, written: { source, rendered } })
  if (hold) await holdNew(work, { id, parentId: null, rootId: null, ...place, thread }, hold)
  else {
    await fileByTags(work, thread, authorId, [...rendered.topicIds.values()])
    await work.record(postAdded, {
      communityId: thread.communityId,
      by: authorId,
      objectId: id,
      entryId: thread.entryId,
      facts: { threadId: thread.id, parentId: place?.parentId ?? null, mentions: rendered.mentions },
    })
  }
  work.touch(threadChannel(thread.id))
  return { id, thread, heldBecause: hold?.because ?? null }
}
