/** An author or a moderator removes a post, and restores it after a mistake. */
import { postRemoved, postReturned } from '#server/discussions/activities.ts'
import type { ChangedPost } from '#server/discussions/changed-post.ts'
import { showPost } from '#server/discussions/hide-post.ts'
import { readHidingBefore } from '#server/discussions/holding/store.ts'
import { mayRemove, mayReturn, moderatesAs } from '#server/discussions/policy.ts'
import { saveRemoval, settleThread } from '#server/discussions/post-store.ts'
import { findPostOrHidden, findRemovedPost, type PostRef, type PostRow } from '#server/discussions/store.ts'
import { threadChannel } from '#server/discussions/thread.ts'
import type { ActivityKind, NewActivity } from '#server/platform/activity.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Removes a post: a stub keeps its place while it has replies. A free-standing thread without any other post goes with it.
 * @param why a moderator's reason, shown on the stub
 * @refuses not_found · forbidden · community_archived · post_removed
 */
export async function removePost(work: Work, actor: Actor, { why, ...where }: PostRef & { readonly why: string }) {
  return removeFound(work, actor, await findPostOrHidden(work, actor, where), why)
}

/** The same for a post that was found already. */
export async function removeFound(work: Work, actor: Actor, post: PostRow, why: string) {
  const by = insist(mayRemove(actor, post.thread, post))
  await saveRemoval(work, post, { by, why })
  const { isGone } = await settleThread(work, post, by)
  await record(work, post, by, postRemoved, { why, role: moderatesAs(actor, post.thread.communityId) })
  return { thread: post.thread, isThreadGone: isGone }
}

/**
 * Restores a removed post, and its thread where that went with it.
 * @refuses not_found · forbidden · community_archived
 */
export async function returnPost(work: Work, actor: Actor, where: PostRef): Promise<ChangedPost> {
  const post = await findRemovedPost(work, actor, where)
  if (post.hiddenBecause) return showPost(work, actor, where)
  return returnFound(work, actor, post)
}

/** The same for a post that was found already. What was hidden or held as it was removed, is so again. */
export async function returnFound(work: Work, actor: Actor, post: PostRow): Promise<ChangedPost> {
  const by = insist(mayReturn(actor, post.thread, post))
  await saveRemoval(work, post, await readHidingBefore(work, post.id))
  await settleThread(work, post, by)
  await record(work, post, by, postReturned, {})
  return post
}

/** @param more facts beside the author and the thread */
async function record<F extends { threadId: string; personId: string | null }>(
  work: Work,
  { id, thread, authorId }: PostRow,
  by: string,
  kind: ActivityKind<F>,
  more: Omit<F, 'threadId' | 'personId'>,
): Promise<void> {
  const facts = { ...more, threadId: thread.id, personId: authorId } as F
  const { communityId, entryId } = thread
  await work.record(kind, { communityId, by, objectId: id, entryId, facts } as NewActivity<F>)
  work.touch(threadChannel(thread.id))
}
