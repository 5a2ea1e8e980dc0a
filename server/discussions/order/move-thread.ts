/** A moderator moves a discussion to another community that they moderate too. */
import { threadMovedAway, threadMovedHere } from '#server/discussions/activities.ts'
import { copyPosts, copyStanding, moveNotices, saveCopies } from '#server/discussions/order/move-store.ts'
import { mayLeave, onlyForSome, targetArchived } from '#server/discussions/order/order.ts'
import {
  copyFollowing,
  recount,
  saveAct,
  saveActivityOfAct,
  saveNextVersion,
} from '#server/discussions/order/order-store.ts'
import { copyReading } from '#server/discussions/order/reading-store.ts'
import { listModerated, listPlaces, readAudience } from '#server/discussions/order/reads-order.ts'
import { authorsOf } from '#server/discussions/order/record-act.ts'
import { mayModerate, moderatesAs } from '#server/discussions/policy.ts'
import { findThread, lockThreads, saveThread, type ThreadRef, type ThreadRow } from '#server/discussions/store.ts'
import { threadChannel } from '#server/discussions/thread.ts'
import { fileAlike } from '#server/discussions/topics/store.ts'
import { removeEntry } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Moves a thread of its own to another community: it begins anew there, with all its posts and the topics that are there
 * too; its address leads there for those who may read it, and says to others that it was moved.
 * @returns the thread there, and the act, by which it is undone
 * @refuses not_found · forbidden · community_archived · thread_elsewhere · stays_below · only_for_some · target_archived · input_invalid
 *   where the actor moderates no such community
 */
export async function moveThread(
  work: Work,
  actor: Actor,
  { to: toId, ...where }: ThreadRef & { readonly to: string },
): Promise<{ thread: Pick<ThreadRow, 'id' | 'slug' | 'title'>; actId: string }> {
  await lockThreads(work, [where.thread])
  const from = await findThread(work, actor, where)
  const by = insist(mayModerate(actor, from))
  insist(mayLeave(from))
  if (await readAudience(work, from.id)) refuse(onlyForSome)
  const target = await findTarget(work, actor, toId, from)
  const { kind, title, language, openedBy } = from
  const id = await saveThread(work, { communityId: target.id, kind, title, language, openedBy, audienceId: null })
  const to = { id, communityId: target.id, entryId: id }
  const posts = await listPlaces(work, from.id)
  const at = await saveNextVersion(work, [from.id, id])
  const pairs = await copyPosts(work, { from, to, at, by })
  const postIds = posts.map((one) => one.id)
  const actId = await saveAct(work, { kind: 'move', from, to, by, at, postIds, answerPostId: null })
  await saveCopies(work, actId, pairs)
  await copyStanding(work, { from, to, pairs })
  await copyFollowing(work, { from, to, at, states: ['following', 'muted'] })
  await copyReading(work, { from, to, actId })
  await fileAlike(work, { from, to })
  await moveNotices(work, { from, to, pairs })
  await recount(work, [id])
  await removeEntry(work, from.id, { by })
  const personIds = authorsOf(posts)
  const facts = (communityId: string) => ({
    actId,
    toId: id,
    personIds,
    role: moderatesAs(actor, communityId),
    posts: posts.length,
  })
  const away = { communityId: from.communityId, by: actor, objectId: from.id, entryId: from.entryId }
  await saveActivityOfAct(work, actId, await work.record(threadMovedAway, { ...away, facts: facts(from.communityId) }))
  await work.record(threadMovedHere, { communityId: target.id, by: actor, objectId: id, facts: facts(target.id) })
  work.touch(threadChannel(from.id))
  return { thread: { id, slug: target.slug, title }, actId }
}

async function findTarget(work: Work, actor: Actor, toId: string, from: ThreadRow) {
  const target = (await listModerated(work, actor, from)).find(({ id }) => id === toId)
  if (!target) refuseFields({ to: { says: 'Choose one from the list.' } })
  return target.isArchived ? refuse(targetArchived) : target
}
