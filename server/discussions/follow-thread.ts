/** What a thread is to one reader: whether they hear of it, and how far they have read. */
import { saveFollowing, saveReading } from '#server/discussions/follow-store.ts'
import { findThread, type ThreadRef } from '#server/discussions/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { forbidden, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Follows a thread, mutes it, or does neither.
 * @refuses not_found · forbidden
 */
export async function followThread(
  work: Work,
  actor: Actor,
  { state, ...where }: ThreadRef & { readonly state: 'following' | 'muted' | null },
): Promise<{ following: 'following' | 'muted' | null }> {
  const thread = await findThread(work, actor, where)
  await saveFollowing(work, thread, readerOf(actor), state)
  return { following: state }
}

/**
 * Marks a thread read up to now, or unread again from its last post on.
 * @refuses not_found · forbidden
 */
export async function markThreadRead(
  work: Work,
  actor: Actor,
  { state, ...where }: ThreadRef & { readonly state: 'read' | 'unread' },
): Promise<{ isUnread: boolean }> {
  const thread = await findThread(work, actor, where)
  await saveReading(work, thread, readerOf(actor), state)
  return { isUnread: state === 'unread' }
}

function readerOf(actor: Actor): string {
  return personIdOf(actor) ?? refuse(forbidden)
}
