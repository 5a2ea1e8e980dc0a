/**
 * Who blocked whom, as fragments of queries, and what they take along of it.
 */
import { type RawBuilder, sql } from 'kysely'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { OwnData } from '#server/platform/own-data.ts'

/** The condition that one person has blocked another, both as they are named in the query. */
export function hasBlocked(blocker: RawBuilder<unknown>, blocked: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`exists (select from person_block b where b.blocker_id = ${blocker} and b.blocked_id = ${blocked} and b.blocked_id <> b.blocker_id)`
}

/** The ids of those whom this actor blocked, as a column. */
export function blockedBy(actor: Actor): RawBuilder<string[]> {
  return sql`array(select b.blocked_id from person_block b where b.blocker_id = ${personIdOf(actor)}::uuid and b.blocked_id <> b.blocker_id)`
}

export const ownBlocks: OwnData = {
  name: 'blocked-people',
  place: 92,
  says: (t) => t('The people you blocked, and since when'),
  of: (personId) => sql`
    select p.name, b.blocked_at as since from person_block b join person p on p.id = b.blocked_id
    where b.blocker_id = ${personId} order by b.blocked_at, p.id`,
}
