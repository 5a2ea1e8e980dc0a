/**
 * How much of the reader's inbox is unread, for the bell of a page. It is counted only for a reader who has something unread,
 * only where a page shows it, and once for each request.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { Look } from '#server/platform/work.ts'

const counted = new WeakMap<Actor, Promise<number>>()

/** @returns 10 at most */
export function unreadOf(look: Look, actor: Actor): Promise<number> {
  if (actor.kind !== 'person' || !actor.hasUnread) return Promise.resolve(0)
  const known = counted.get(actor) ?? look.platform.declared.countUnread(look, actor)
  counted.set(actor, known)
  return known
}
