/**
 * The featured strip for its use cases.
 */
import { sql } from 'kysely'
import type { Work } from '#server/platform/work.ts'
import { saveColumns } from '#server/toolkit/store.ts'

/** Ids of what is in the strip now, in order, held still until the transaction ends. What has run out is in it no more. */
export async function lockFeatured(work: Work, communityId: string): Promise<string[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`featured/${communityId}`}, 7))`.execute(work.tx)
  const rows = await work.tx
    .selectFrom('resource_shown')
    .select('id')
    .where('community_id', '=', communityId)
    .where('featured_position', 'is not', null)
    .where(sql<boolean>`is_open and (featured_until is null or featured_until > app_now())`)
    .orderBy('featured_position')
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Writes the strip anew in this order, and until when the one that was placed stays. */
export async function saveFeatured(
  work: Work,
  communityId: string,
  ids: readonly string[],
  placed: { readonly id: string; readonly until: Date | null } | null,
): Promise<void> {
  await work.tx
    .updateTable('resource')
    .set({ featured_position: null, featured_until: null })
    .where('community_id', '=', communityId)
    .where('featured_position', 'is not', null)
    .where(sql<boolean>`id <> all(${ids}::uuid[])`)
    .execute()
  await sql`
    update resource set featured_position = o.n from unnest(${ids}::uuid[]) with ordinality as o (id, n)
    where resource.id = o.id and resource.community_id = ${communityId}`.execute(work.tx)
  if (placed) await saveColumns(work, placed.id, { featured_until: placed.until })
}
