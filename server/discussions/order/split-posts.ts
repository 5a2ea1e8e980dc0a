/** A moderator splits posts off: they become a discussion of their own, and the one they were in says where they are. */
import { postsSplit } from '#server/discussions/activities.ts'
import { nothingStays, openingStays, placedAnew, withReplies } from '#server/discussions/order/order.ts'
import {
  copyFollowing,
  dropStrayAnswers,
  movePosts,
  recount,
  saveAct,
  saveBeginning,
  saveNextVersion,
} from '#server/discussions/order/order-store.ts'
import { copyReading } from '#server/discussions/order/reading-store.ts'
import { listPlaces, readAudience } from '#server/discussions/order/reads-order.ts'
import { recordAct } from '#server/discussions/order/record-act.ts'
import { mayModerate } from '#server/discussions/policy.ts'
import { findThread, lockThreads, saveThread, type ThreadRef, type ThreadRow } from '#server/discussions/store.ts'
import { isBelow } from '#server/discussions/thread.ts'
import { fileAlike } from '#server/discussions/topics/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

interface Splitting extends ThreadRef {
  readonly posts: readonly string[]
  readonly title: string
  readonly kind: 'talk' | 'question'
}

/**
 * Splits posts off, each with all that answers it. The oldest that is shown opens the new thread; who follows the one they were in
 * follows the new one too, and has read it as far. It has the same topics.
 * @returns the new thread, and the act, by which it is undone
 * @refuses not_found · forbidden · community_archived · thread_elsewhere · opening_stays · nothing_stays · input_invalid where no post of
 *   this thread is chosen
 */
export async function splitPosts(
  work: Work,
  actor: Actor,
  { posts: chosen, title, kind, ...where }: Splitting,
): Promise<{ thread: Pick<ThreadRow, 'id' | 'slug' | 'title'>; actId: string }> {
  await lockThreads(work, [where.thread])
  const from = await findThread(work, actor, where)
  const by = insist(mayModerate(actor, from))
  const audienceId = await readAudience(work, from.id)
  const all = await listPlaces(work, from.id)
  const posts = withReplies(all, new Set(chosen))
  if (posts.some(({ isOpening }) => isOpening)) refuse(openingStays)
  const opening = posts.find(({ isRemoved }) => !isRemoved)
  if (!opening) refuseFields({ posts: { says: 'Choose at least one post that is shown here. Nothing was changed.' } })
  const going = new Set(posts.map(({ id }) => id))
  if (!isBelow(from) && all.every(({ id, isRemoved }) => isRemoved || going.has(id))) refuse(nothingStays)
  const { communityId, language } = from
  const id = await saveThread(work, { communityId, kind, title, language, openedBy: opening.authorId, audienceId })
  const to = { id, communityId, entryId: id }
  const at = await saveNextVersion(work, [from.id, id])
  const actId = await saveAct(work, {
    kind: 'split',
    from,
    to,
    by,
    at,
    postIds: [...going],
    answerPostId: from.answerPostId,
  })
  await movePosts(work, { from, to, at, places: placedAnew(posts, { openingId: opening.id }) })
  await saveBeginning(work, id)
  await copyFollowing(work, { from, to, at, states: ['following', 'muted'] })
  await copyReading(work, { from, to, actId })
  await fileAlike(work, { from, to })
  await dropStrayAnswers(work, [from.id])
  await recount(work, [from.id, id])
  await recordAct(work, actor, postsSplit, { actId, from, to, posts })
  return { thread: { id, slug: from.slug, title }, actId }
}
