/**
 * A moderator decides about an edit that waits: the post says it from now on, or what it said before stays and the author is told why.
 */
import { editRefused, editShown } from '#server/discussions/activities.ts'
import { applyEdit } from '#server/discussions/edit-post.ts'
import { noEditWaits } from '#server/discussions/holding/holding.ts'
import { dropHold, readHeldEdit } from '#server/discussions/holding/store.ts'
import { mayModerate, moderatesAs } from '#server/discussions/policy.ts'
import { renderPost } from '#server/discussions/render-post.ts'
import { findModeratedPost, type PostRef } from '#server/discussions/store.ts'
import { postIsRemoved } from '#server/discussions/thread.ts'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { forbidden, insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * The post says what its author changed it to, as if it were changed now.
 * @refuses not_found · forbidden · community_archived · post_removed · no_edit_waits
 */
export async function showEdit(work: Work, actor: Actor, where: PostRef): Promise<{ id: string }> {
  const { post, by, source, about, facts } = await findWaiting(work, actor, where)
  const rendered = await renderPost(work, {
    source,
    communityId: post.thread.communityId,
    anchor: shortId(post.id),
  })
  await applyEdit(work, post, { source, rendered, by: post.authorId ?? by })
  await work.record(editShown, { ...about, facts })
  return { id: post.id }
}

/**
 * The post goes on saying what it said before.
 * @param why told to its author; `''` where nothing is said
 * @refuses not_found · forbidden · community_archived · post_removed · no_edit_waits
 */
export async function refuseEdit(
  work: Work,
  actor: Actor,
  { why, ...where }: PostRef & { readonly why: string },
): Promise<{ id: string }> {
  const { post, about, facts } = await findWaiting(work, actor, where)
  await dropHold(work, post.id)
  await work.record(editRefused, { ...about, facts: { ...facts, why } })
  return { id: post.id }
}

async function findWaiting(work: Work, actor: Actor, where: PostRef) {
  const post = await findModeratedPost(work, actor, where)
  const { thread } = post
  const by = insist(mayModerate(actor, thread))
  if (post.authorId === by) refuse(forbidden)
  if (post.isRemoved) refuse(postIsRemoved)
  const source = (await readHeldEdit(work, post.id)) ?? refuse(noEditWaits)
  const about = { communityId: thread.communityId, by, objectId: post.id, entryId: thread.entryId }
  const facts = { personId: post.authorId, role: moderatesAs(actor, thread.communityId), threadId: thread.id }
  return { post, by, source, about, facts }
}
