/** An author changes what their post says. */
import { postEdited } from '#server/discussions/activities.ts'
import { holdFor } from '#server/discussions/holding/hold.ts'
import { dropHold, saveHold } from '#server/discussions/holding/store.ts'
import { mayEdit } from '#server/discussions/policy.ts'
import { saveEdit } from '#server/discussions/post-store.ts'
import { type RenderedPost, renderPost } from '#server/discussions/render-post.ts'
import { findPost, type PostRef, type PostRow } from '#server/discussions/store.ts'
import { threadChannel } from '#server/discussions/thread.ts'
import { fileByTags } from '#server/discussions/topics/file-thread.ts'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { findTags } from '#server/platform/markdown/markdown.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Replaces the text of the author's own post. Moderators can read the earlier text; the post says that it was edited.
 * People it mentions for the first time get a notice. Saving the same text changes nothing. Where a rule of the community holds the
 * edit back, the earlier text stays until a moderator shows the new one.
 * @refuses not_found · forbidden · thread_locked · community_archived · post_removed
 */
export async function editPost(work: Work, actor: Actor, { source, ...where }: PostRef & { source: string }) {
  const post = await findPost(work, actor, where, { source })
  const { thread } = post
  const by = insist(mayEdit(actor, thread, post))
  if (source !== post.source) {
    const rendered = await renderPost(work, { source, communityId: thread.communityId, anchor: shortId(post.id) })
    const written = { source, rendered, before: post.source }
    const hold = holdFor(work, actor, thread, { facts: thread.writer, written })
    if (hold) {
      await saveHold(work, { communityId: thread.communityId, postId: post.id, hold, source })
      return { id: post.id, thread, heldBecause: hold.because }
    }
    await applyEdit(work, post, { source, rendered, by })
  } else {
    // What it says already takes back an edit that waits.
    await dropHold(work, post.id)
  }
  return { id: post.id, thread, heldBecause: null }
}

/** The post says this from now on; an edit of it that waited is dropped. */
export async function applyEdit(
  work: Work,
  post: PostRow,
  { source, rendered, by }: { source: string; rendered: RenderedPost; by: string },
): Promise<void> {
  const { thread } = post
  await saveEdit(work, post, { source, rendered, by })
  // A tag that stood there before has filed the discussion once; where it was taken out since, it stays out.
  const before = findTags(post.source)
  const named = [...rendered.topicIds].flatMap(([tag, id]) => (before.includes(tag) ? [] : [id]))
  await fileByTags(work, thread, by, named)
  await dropHold(work, post.id)
  await work.record(postEdited, {
    communityId: thread.communityId,
    by,
    objectId: post.id,
    entryId: thread.entryId,
    facts: { threadId: thread.id, mentions: rendered.mentions },
  })
  work.touch(threadChannel(thread.id))
}
