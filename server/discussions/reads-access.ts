/**
 * Which communities an actor may read, and which threads lead on to others, as conditions of queries.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'

/** The condition that the community `c` is open to the actor. */
export function readableBy(actor: Actor): RawBuilder<boolean> {
  // Rights on the site hold in every community, so they are asked for one that nobody belongs to.
  if (may(actor, 'read', null)) return sql`true`
  const ids =
    actor.kind === 'person'
      ? actor.memberships.filter((one) => may(actor, 'read', one.communityId)).map((one) => one.communityId)
      : []
  return sql`c.id = any(${ids}::uuid[])`
}

/**
 * The condition that the thread `t` was merged or moved away, or put back into the one it was split off or moved from: it is removed, and
 * its address leads on.
 */
export const isLedOn = sql<boolean>`exists (
  select from thread_act a where (a.community_id = t.community_id and a.from_id = t.id and a.undone_at is null and a.kind <> 'split')
    or (a.to_community_id = t.community_id and a.to_id = t.id and a.undone_at is not null and a.kind <> 'merge'))`
