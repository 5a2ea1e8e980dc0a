/** An author changes what their post says. */
import { postEdited } from '#server/discussions/activities.ts'
import { mayEdit } from '#server/discussions/policy.ts'
import { saveEdit } from '#server/discussions/post-store.ts'
import { renderPost } from '#server/discussions/render-post.ts'
import { findPost, type PostRef } from '#server/discussions/store.ts'
import { threadChannel } from '#server/discussions/thread.ts'
import { fileByTags } from '#server/discussions/topics/file-thread.ts'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { findTags } from '#server/platform/markdown/markdown.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Replaces the text of the author's own post. Moderators can read the earlier text; the post says that it was edited.
 * People it mentions for the first time get a notice. Saving the same text changes nothing.
 * @refuses not_found · forbidden · thread_locked · community_archived · post_removed
 */
export async function editPost(work: Work, actor: Actor, { source, ...where }: PostRef & { source: string }) {
  const post = await findPost(work, actor, where)
  const { thread } = post
  const by = insist(mayEdit(actor, thread, post))
  if (source !== post.source) {
    const rendered = await renderPost(work, { source, communityId: thread.communityId, anchor: shortId(post.id) })
    await saveEdit(work, post, { source, rendered, by })
    // A tag that stood there before has filed the discussion once; where it was taken out since, it stays out.
    const before = findTags(post.source)
    const named = [...rendered.topicIds].flatMap(([tag, id]) => (before.includes(tag) ? [] : [id]))
    await fileByTags(work, thread, by, named)
    await work.record(postEdited, {
      communityId: thread.communityId,
      by,
      objectId: post.id,
      entryId: thread.entryId,
      facts: { threadId: thread.id, mentions: rendered.mentions },
    })
    work.touch(threadChannel(thread.id))
  }
  return { id: post.id, thread }
}
