/**
 * How somebody stands to a community that they may join.
 */
import { sql } from 'kysely'

/** By their membership `m`, or by none. */
export const standingColumns = sql`
  m.person_id is not null and m.ended_at is null as "isMember",
  m.ended_at is not null and m.ended_by is not null and m.ended_by <> m.person_id as "wasRemoved"`
