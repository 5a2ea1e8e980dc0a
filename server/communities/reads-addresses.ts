/**
 * How an address names a community.
 */
import { type RawBuilder, sql } from 'kysely'

/** The condition that the community `c` has this slug, or had it: a form that was open while its leader renamed it still arrives. */
export function isCalled(slug: string): RawBuilder<boolean> {
  return sql`(c.slug = ${slug} or exists (
    select from community_slug former where former.slug = ${slug} and former.community_id = c.id))`
}
