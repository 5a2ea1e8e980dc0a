/**
 * What waits for a moderator, as it is stored.
 */

import { sql } from 'kysely'
import { z } from 'zod'
import type { Hold } from '#server/communities/room.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Notes why a post waits; with a source, that an edit of it does, in place of an earlier one that waits. */
export async function saveHold(
  work: Work,
  { communityId, postId, hold, source }: { communityId: string; postId: string; hold: Hold; source: string | null },
): Promise<void> {
  const held = { because: hold.because, word: hold.word, source, held_at: sql<Date>`app_now()` }
  await work.tx
    .insertInto('held_post')
    .values({ community_id: communityId, post_id: postId, ...held })
    .onConflict((same) => same.column('post_id').doUpdateSet(held))
    .execute()
}

/** Nothing of this post waits any more. */
export async function dropHold(work: Work, postId: string): Promise<void> {
  await work.tx.deleteFrom('held_post').where('post_id', '=', postId).execute()
}

const hidingBefore = z.object({ by: z.string().nullable(), because: z.enum(['moderator', 'held']), why: z.string() })
const hidingRow = hidingBefore.extend({ isHidden: z.boolean() })

/**
 * How a removed post was hidden before, so that bringing it back shows it to nobody else: a moderator had hidden it, or it waits still.
 * Null where it was shown.
 */
export async function readHidingBefore(look: Look, postId: string): Promise<z.infer<typeof hidingBefore> | null> {
  const [row] = await rows(look, hidingRow)`
    select a.actor_id as by, 'moderator' as because, coalesce(a.facts ->> 'why', '') as why, a.verb = 'post.hidden' as "isHidden"
    from activity a where a.object_kind = 'post' and a.object_id = ${postId} and a.verb in ('post.hidden', 'post.shown', 'post.published')
    order by a.at desc, a.id desc limit 1`
  if (row?.isHidden) return hidingBefore.parse(row)
  return (await isHeldNew(look, postId)) ? { by: null, because: 'held', why: '' } : null
}

/** Was this post held as it was written, and no moderator has shown it yet? */
export async function isHeldNew(look: Look, postId: string): Promise<boolean> {
  const found = await rows(
    look,
    idRow,
  )`select h.post_id as id from held_post h where h.post_id = ${postId} and h.source is null`
  return found.length > 0
}

/** Have those who get a notice of this post been told of it? Then an approval that was undone and done again tells them nothing. */
export async function wasTold(look: Look, { id, threadId }: { id: string; threadId: string }): Promise<boolean> {
  const found = await rows(look, idRow)`
    select a.id from activity a where a.object_kind = 'post' and a.object_id = ${id} and a.verb = 'post.added'
    union all
    select a.id from activity a join post p on p.id = ${id} and p.is_opening
    where a.object_kind = 'thread' and a.object_id = ${threadId} and a.verb = 'thread.opened' limit 1`
  return found.length > 0
}

/** The edit of a post that waits, or null. */
export async function readHeldEdit(look: Look, postId: string): Promise<string | null> {
  const [row] = await rows(look, () => z.object({ source: z.string() }))`
    select h.source from held_post h where h.post_id = ${postId} and h.source is not null`
  return row?.source ?? null
}
