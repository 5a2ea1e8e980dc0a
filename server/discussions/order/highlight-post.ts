/** A moderator highlights a post, with a word why that all who read it see. */
import { postHighlighted, postUnhighlighted } from '#server/discussions/activities.ts'
import type { ChangedPost } from '#server/discussions/changed-post.ts'
import { mayModerate, moderatesAs } from '#server/discussions/policy.ts'
import { saveHighlight } from '#server/discussions/post-store.ts'
import { findPost, type PostRef } from '#server/discussions/store.ts'
import { threadChannel } from '#server/discussions/thread.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Highlights a post, or changes why it is. Its author gets a notice.
 * @refuses not_found · forbidden · community_archived · post_removed · thread_elsewhere
 */
export async function highlightPost(
  work: Work,
  actor: Actor,
  { why, ...where }: PostRef & { readonly why: string },
): Promise<ChangedPost> {
  const post = await findPost(work, actor, where)
  const by = insist(mayModerate(actor, post.thread))
  await saveHighlight(work, post, { by, why })
  const { id: objectId, authorId: personId, thread } = post
  const { id: threadId, communityId, entryId } = thread
  const facts = { personId, threadId, why, role: moderatesAs(actor, communityId) }
  await work.record(postHighlighted, { communityId, by, objectId, entryId, facts })
  work.touch(threadChannel(threadId))
  return post
}

/**
 * Takes the highlight away.
 * @refuses not_found · forbidden · community_archived · post_removed · thread_elsewhere
 */
export async function unhighlightPost(work: Work, actor: Actor, where: PostRef): Promise<ChangedPost> {
  const post = await findPost(work, actor, where)
  const by = insist(mayModerate(actor, post.thread))
  await saveHighlight(work, post, null)
  const { id: objectId, authorId: personId, thread } = post
  const facts = { personId, threadId: thread.id }
  await work.record(postUnhighlighted, {
    communityId: thread.communityId,
    by,
    objectId,
    entryId: thread.entryId,
    facts,
  })
  work.touch(threadChannel(thread.id))
  return post
}
