/**
 * What is asked of topics beside their counts.
 */
import type { CommunityHead } from '#server/communities/room.ts'
import type { Look } from '#server/platform/work.ts'

/** A topic that was removed and may come back, by its name; null where there is none. */
export async function readRemovedTopic(
  look: Look,
  community: CommunityHead,
  id: string,
): Promise<{ id: string; name: string } | null> {
  const row = await look.db
    .selectFrom('topic')
    .select(['id', 'name'])
    .where('community_id', '=', community.id)
    .where('id', '=', id)
    .where('removed_at', 'is not', null)
    .executeTakeFirst()
  return row ?? null
}
