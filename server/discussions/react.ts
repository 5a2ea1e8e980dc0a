/** A reader adds a reaction to a post, or takes it away. */

import type { ChangedPost } from '#server/discussions/changed-post.ts'
import { mayReact } from '#server/discussions/policy.ts'
import { saveReaction } from '#server/discussions/post-store.ts'
import { findPost, type PostRef } from '#server/discussions/store.ts'
import { type ReactionKind, threadChannel } from '#server/discussions/thread.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Adds, removes or toggles the reader's own reaction of one kind. Nobody gets a notice; the post shows it.
 * @refuses not_found · forbidden · thread_locked · community_archived · post_removed
 */
export async function react(
  work: Work,
  actor: Actor,
  { kind, to, ...where }: PostRef & { kind: ReactionKind; to: 'on' | 'off' | 'toggle' },
): Promise<ChangedPost> {
  const post = await findPost(work, actor, where)
  const personId = insist(mayReact(actor, post.thread, post))
  await saveReaction(work, post, { kind, personId, to })
  work.touch(threadChannel(post.thread.id))
  return post
}
