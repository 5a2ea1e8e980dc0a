/** What was merged, split off or moved is put back as it was, with what was answered to it since. */
import { threadPutBack } from '#server/discussions/activities.ts'
import {
  copyHighlights,
  copyPosts,
  copyReactions,
  copyStanding,
  listPairs,
  moveNotices,
  saveCopiesBack,
} from '#server/discussions/order/move-store.ts'
import { changedSince, mayUndo, placedAnew, withReplies } from '#server/discussions/order/order.ts'
import {
  copyFollowing,
  dropFollowing,
  dropStrayAnswers,
  movePosts,
  recount,
  saveFormerAnswer,
  saveNextVersion,
  saveUndone,
} from '#server/discussions/order/order-store.ts'
import { mergeReading, returnReading } from '#server/discussions/order/reading-store.ts'
import { type ActRow, findAct, listFormerPlaces, listPlaces } from '#server/discussions/order/reads-order.ts'
import { mayModerate, moderatesAs } from '#server/discussions/policy.ts'
import { lockThreads } from '#server/discussions/store.ts'
import { threadChannel } from '#server/discussions/thread.ts'
import { refileAlike } from '#server/discussions/topics/store.ts'
import { changeEntry, removeEntry } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'

type Which = { readonly id: string } | { readonly activityId: string }

/**
 * An act that this actor may undo if it stands as `mayUndo` asks: they moderate where the posts were and where they are.
 * @refuses not_found · forbidden · community_archived
 */
export async function findActToUndo(look: Look, actor: Actor, which: Which): Promise<{ act: ActRow; by: string }> {
  const act = (await findAct(look, which)) ?? refuse(notFound)
  insist(mayModerate(actor, { communityId: act.toCommunityId, communityStatus: act.toStatus }))
  const by = insist(mayModerate(actor, { communityId: act.communityId, communityStatus: act.communityStatus }))
  return { act, by }
}

/** Holds the threads of an act until the commit. */
export async function lockAct(work: Work, which: Which): Promise<void> {
  const act = await findAct(work, which)
  if (act) await lockThreads(work, [act.fromId, act.toId])
}

/**
 * Undoes a merge, a split or a move. What was answered since to the posts that go back goes with them; of a split or a move all that was
 * said in the new thread. That thread leads back then.
 * @returns the thread where the posts are again
 * @refuses not_found · forbidden · community_archived · undone_already · changed_since
 */
export async function undoAct(work: Work, actor: Actor, which: Which): Promise<ActRow> {
  await lockAct(work, which)
  const { act, by } = await findActToUndo(work, actor, which)
  insist(mayUndo(act))
  const at = await saveNextVersion(work, [act.fromId, act.toId])
  if (act.kind === 'move') await leadBack(work, act, { by, at })
  else await bringBack(work, act, { by, at })
  if (act.kind !== 'split') await removeEntry(work, act.fromId, null)
  if (act.kind !== 'merge') await removeEntry(work, act.toId, { by })
  await recount(work, [act.fromId, act.toId])
  await work.record(threadPutBack, {
    communityId: act.communityId,
    by: actor,
    objectId: act.fromId,
    entryId: act.fromEntryId,
    facts: { actId: act.id, personIds: act.authorIds, role: moderatesAs(actor, act.communityId) },
  })
  for (const id of [act.fromId, act.toId]) work.touch(threadChannel(id))
  return act
}

/**
 * The posts of before are shown again, as the discussion stands now: with the reactions, highlights, answer, lock, title and topics that it
 * got meanwhile. What was said since is copied to them.
 */
async function leadBack(work: Work, act: ActRow, { by, at }: { by: string; at: string }): Promise<void> {
  const { from, to } = endsOf(act)
  const known = (await listPairs(work, act.id)).map(({ old, copy }) => ({ old: copy, copy: old }))
  const since = await copyPosts(work, { from: to, to: from, at, by, known })
  await saveCopiesBack(work, act.id, since)
  const pairs = [...known, ...since]
  await copyReactions(work, known, from)
  await copyHighlights(work, known)
  await copyStanding(work, { from: to, to: from, pairs })
  await refileAlike(work, { from: to, to: from, since: act.at })
  if (act.toTitle !== act.fromTitle) await changeEntry(work, act.fromEntryId, { title: act.toTitle })
  await saveUndone(work, { id: act.id, by, at, places: [] })
  await copyFollowing(work, { from: to, to: from, at, states: ['following'] })
  await returnReading(work, { from: to, to: from, at: act.at })
  await moveNotices(work, { from: to, to: from, pairs })
}

function endsOf(act: ActRow) {
  return {
    from: { id: act.fromId, communityId: act.communityId, entryId: act.fromEntryId },
    to: { id: act.toId, communityId: act.toCommunityId, entryId: act.toEntryId },
  }
}

/** The posts themselves go back to where they stood; what was said since, below what it answers. */
async function bringBack(work: Work, act: ActRow, { by, at }: { by: string; at: string }): Promise<void> {
  const known = await listFormerPlaces(work, act.id)
  const there = await listPlaces(work, act.toId)
  const going = act.kind === 'merge' ? withReplies(there, new Set(known.keys())) : there
  const opening = [...known.values()].find(({ isOpening }) => isOpening)
  const places = placedAnew(going, { openingId: opening?.id ?? null, known })
  const standing = new Set([...(await listPlaces(work, act.fromId)), ...places].map(({ id }) => id))
  if (places.some(({ parentId, rootId }) => [parentId, rootId].some((id) => id && !standing.has(id))))
    refuse(changedSince)
  const { from, to } = endsOf(act)
  await saveUndone(work, { id: act.id, by, at, places })
  if (act.kind === 'split') await mergeReading(work, { from: to, to: from })
  await movePosts(work, { from: to, to: from, at, places })
  if (act.kind === 'merge') {
    await returnReading(work, { from: to, to: from, at: act.at })
    await dropFollowing(work, { threadId: act.toId, at: act.at })
  }
  await dropStrayAnswers(work, [act.fromId, act.toId])
  await saveFormerAnswer(work, act.fromId, act.answerPostId)
}
