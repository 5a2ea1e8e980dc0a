/**
 * How much in somebody's inbox is unread, for the bell of a page. Asked only of those who have something unread, only where it
 * is shown, and once for each request.
 */
import type { Actor } from '#server/platform/actor.ts'
import type { Look } from '#server/platform/work.ts'

const counted = new WeakMap<Actor, Promise<number>>()

/** @returns 100 at most */
export function unreadOf(look: Look, actor: Actor): Promise<number> {
  if (actor.kind !== 'person' || !actor.hasUnread) return Promise.resolve(0)
  const known = counted.get(actor) ?? look.platform.declared.countUnread(look, actor.personId)
  counted.set(actor, known)
  return known
}
