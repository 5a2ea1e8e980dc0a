/**
 * How an address names a community.
 */
import { type RawBuilder, sql } from 'kysely'
import type { ReadDb } from '#server/platform/db.ts'
import { idRow, rows } from '#server/platform/rows.ts'

/** The condition that the community `c` has this slug, or had it: a form that was open while its leader renamed it still arrives. */
export function isCalled(slug: string): RawBuilder<boolean> {
  return sql`(c.slug = ${slug} or exists (
    select from community_slug former where former.slug = ${slug} and former.community_id = c.id))`
}

/** The id of the community that an address names, for any reader; null where there is no such community. */
export async function communityIdBySlug(db: ReadDb, slug: string): Promise<string | null> {
  const [row] = await rows({ db }, idRow)`select c.id from community_shown c where ${isCalled(slug)}`
  return row?.id ?? null
}
