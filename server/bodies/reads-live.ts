/** What open pages of entries with bodies are told. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Written } from '#server/bodies/written.ts'
import { readWritten } from '#server/bodies/written-views.ts'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { isUuid } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Those of these entries that the actor may read: all who may are one audience. */
export async function isWrittenFor(
  look: Look,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await rows(look, () => z.object({ id: z.string(), communityId: z.string() }))`
    select e.id, e.community_id as "communityId" from entry_open e join body b on b.entry_id = e.id
    where e.id = any(${ids.filter(isUuid)}::uuid[]) and ${isForReader('e', actor)}`
  return new Map(found.flatMap(({ id, communityId }) => (may(actor, 'read', communityId) ? [[id, 'reader']] : [])))
}

/** One as all its readers see it; null where it is gone. */
export async function readLive(look: Look, id: string): Promise<Omit<Written, 'address' | 'can'> | null> {
  return isUuid(id) ? readWritten(look, sql`e.id = ${id} and e.hidden_at is null`) : null
}
