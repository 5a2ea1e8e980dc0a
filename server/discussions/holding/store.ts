/**
 * What waits for a moderator, as it is stored.
 */

import { sql } from 'kysely'
import { z } from 'zod'
import type { Hold } from '#server/communities/room.ts'
import { rows } from '#server/platform/rows.ts'
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

/** The edit of a post that waits, or null. */
export async function readHeldEdit(look: Look, postId: string): Promise<string | null> {
  const [row] = await rows(look, () => z.object({ source: z.string() }))`
    select h.source from held_post h where h.post_id = ${postId} and h.source is not null`
  return row?.source ?? null
}
