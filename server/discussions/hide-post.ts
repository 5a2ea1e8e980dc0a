/** A moderator hides a post from all but its author and moderators, and shows it again; a post may be held until one of them shows it. */
import { postAdded, postHidden, postPublished, postShown, threadOpened } from '#server/discussions/activities.ts'
import type { ChangedPost } from '#server/discussions/changed-post.ts'
import { dropHold, isHeldNew, wasTold } from '#server/discussions/holding/store.ts'
import { mayHide, moderatesAs } from '#server/discussions/policy.ts'
import { type PlacedPost, readMentions, saveRemoval, settleThread } from '#server/discussions/post-store.ts'
import { renderPost } from '#server/discussions/render-post.ts'
import { findPostOrHidden, type PostRef, type PostRow } from '#server/discussions/store.ts'
import { postIsHidden, postIsShown, threadChannel } from '#server/discussions/thread.ts'
import { fileByTags } from '#server/discussions/topics/file-thread.ts'
import { readFiledTopics } from '#server/discussions/topics/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Hides a post: for everybody but its author and moderators it is as if it were removed. A thread of its own of which it is all
 * that is left is hidden with it.
 * @param why told to its author; `''` where nothing is said
 * @refuses not_found · forbidden · community_archived · post_removed · post_hidden
 */
export async function hidePost(
  work: Work,
  actor: Actor,
  { why, ...where }: PostRef & { readonly why: string },
): Promise<ChangedPost> {
  return hideFound(work, actor, await findPostOrHidden(work, actor, where), why)
}

/** The same for a post that was found already. */
export async function hideFound(work: Work, actor: Actor, post: PostRow, why: string): Promise<ChangedPost> {
  const by = insist(mayHide(actor, post.thread))
  if (post.hiddenBecause === 'moderator') refuse(postIsHidden)
  await saveRemoval(work, post, { by, because: 'moderator', why })
  await settleThread(work, post, by)
  await work.record(postHidden, { ...placeOf(post), by, facts: { ...factsOf(actor, post), why } })
  work.touch(threadChannel(post.thread.id))
  return post
}

/**
 * Holds a post that was just written in the same transaction, until a moderator shows it. Nobody gets a notice of it before: the
 * caller records no activity of a post that was added.
 * @param why which rule holds it, for its author and for moderators
 */
export async function holdPost(work: Work, post: PlacedPost, why: string): Promise<void> {
  await saveRemoval(work, post, { by: null, because: 'held', why })
  await settleThread(work, post, null)
}

/**
 * Shows a hidden post again. One that was held appears now: those who would have got a notice of it get it.
 * @refuses not_found · forbidden · community_archived · post_removed · post_shown
 */
export async function showPost(work: Work, actor: Actor, where: PostRef): Promise<ChangedPost> {
  return showFound(work, actor, await findPostOrHidden(work, actor, where))
}

/** The same for a post that was found already. */
export async function showFound(work: Work, actor: Actor, post: PostRow): Promise<ChangedPost> {
  const by = insist(mayHide(actor, post.thread))
  if (!post.hiddenBecause) refuse(postIsShown)
  // A moderator may have hidden it while it was held: nobody has heard of it then either.
  const wasHeld = post.hiddenBecause === 'held' || (await isHeldNew(work, post.id))
  await saveRemoval(work, post, null)
  await settleThread(work, post, by)
  await dropHold(work, post.id)
  await work.record(wasHeld ? postPublished : postShown, { ...placeOf(post), by, facts: factsOf(actor, post) })
  if (wasHeld && !(await wasTold(work, { id: post.id, threadId: post.thread.id }))) await recordAppearance(work, post)
  work.touch(threadChannel(post.thread.id))
  return post
}

/** What would have been recorded as it was written. */
async function recordAppearance(work: Work, post: PostRow): Promise<void> {
  const { id, parentId, authorId, isOpening, thread } = post
  const mentions = await readMentions(work, id)
  const threadId = thread.id
  if (isOpening) {
    const topicIds = await readFiledTopics(work, thread.entryId)
    const facts = { threadId, postId: id, mentions, ...(topicIds.length > 0 && { topicIds }) }
    await work.record(threadOpened, { communityId: thread.communityId, by: authorId, objectId: threadId, facts })
  } else {
    const { communityId } = thread
    const { topicIds } = await renderPost(work, { source: post.source, communityId, anchor: shortId(id) })
    if (authorId) await fileByTags(work, thread, authorId, [...topicIds.values()])
    await work.record(postAdded, { ...placeOf(post), by: authorId, facts: { threadId, parentId, mentions } })
  }
}

function placeOf({ id, thread: { communityId, entryId } }: PostRow) {
  return { communityId, objectId: id, entryId }
}

function factsOf(actor: Actor, { authorId, thread }: PostRow) {
  return { personId: authorId, threadId: thread.id, role: moderatesAs(actor, thread.communityId) }
}
