/** A moderator merges a discussion into another one of its community: its posts stand there then, in the order of their times. */
import { threadMerged } from '#server/discussions/activities.ts'
import { mayLeave, mergedWithItself, otherReaders } from '#server/discussions/order/order.ts'
import {
  copyFollowing,
  dropStrayAnswers,
  movePosts,
  recount,
  saveAct,
  saveNextVersion,
} from '#server/discussions/order/order-store.ts'
import { mergeReading } from '#server/discussions/order/reading-store.ts'
import { listPlaces, readAudience } from '#server/discussions/order/reads-order.ts'
import { recordAct } from '#server/discussions/order/record-act.ts'
import { mayModerate } from '#server/discussions/policy.ts'
import { findThread, lockThreads, type ThreadRef, type ThreadRow } from '#server/discussions/store.ts'
import { removeEntry } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Merges a thread of its own into another thread. Its first post becomes one among the others; who follows it follows the other one;
 * its address leads there.
 * @returns the thread where the posts are now, and the act, by which it is undone
 * @refuses not_found · forbidden · community_archived · thread_elsewhere · merged_with_itself · stays_below · other_readers
 */
export async function mergeThread(
  work: Work,
  actor: Actor,
  { into, ...where }: ThreadRef & { readonly into: string },
): Promise<{ thread: ThreadRow; actId: string }> {
  if (into === where.thread) refuse(mergedWithItself)
  await lockThreads(work, [where.thread, into])
  const from = await findThread(work, actor, where)
  const by = insist(mayModerate(actor, from))
  insist(mayLeave(from))
  const to = await findThread(work, actor, { ...where, thread: into })
  if ((await readAudience(work, from.id)) !== (await readAudience(work, to.id))) refuse(otherReaders)
  const at = await saveNextVersion(work, [from.id, to.id])
  const posts = await listPlaces(work, from.id)
  const postIds = posts.map(({ id }) => id)
  const actId = await saveAct(work, { kind: 'merge', from, to, by, at, postIds, answerPostId: null })
  await mergeReading(work, { from, to })
  await movePosts(work, { from, to, at, places: posts.map((post) => ({ ...post, isOpening: false })) })
  await copyFollowing(work, { from, to, at, states: ['following'] })
  await dropStrayAnswers(work, [to.id])
  await recount(work, [from.id, to.id])
  await removeEntry(work, from.id, { by })
  await recordAct(work, actor, threadMerged, { actId, from, to, posts })
  return { thread: to, actId }
}
