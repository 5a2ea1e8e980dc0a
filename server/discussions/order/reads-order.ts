/**
 * Reads around what moderators do to whole discussions.
 */
import { z } from 'zod'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { isUuid } from '#server/platform/ids.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const threadOfAct = z.object({ id: z.string(), slug: z.string(), title: z.string(), isLocked: z.boolean() })

/** A discussion to which something was done, where it is shown to the actor; null elsewhere. The caller checks the permission. */
export async function readThreadOfAct(look: Look, actor: Actor, threadId: string) {
  if (!isUuid(threadId)) return null
  const [row] = await rows(look, threadOfAct)`
    select t.id, c.slug, t.title, t.locked_at is not null as "isLocked"
    from thread_shown t join community_shown c on c.id = t.community_id where t.id = ${threadId} and ${isForReader('t', actor)}`
  return row ?? null
}
