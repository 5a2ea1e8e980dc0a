/**
 * Deleting, taking back and purging a community. Only here, and in the list of the site's communities, deleted ones are read.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { daysToReturn, deletedView } from '#server/communities/deletion/deletion.ts'
import { changeCommunity } from '#server/communities/store.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Marks a community as deleted. False where it is already. */
export async function saveDeleted(work: Work, communityId: string, by: string | null): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('community')
    .set({ deleted_at: sql`app_now()`, deleted_by: by })
    .where('id', '=', communityId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

const deletionKey = (communityId: string) => sql`hashtextextended(${`deletion of ${communityId}`}, 0)`

/** Nobody deletes the community until the transaction ends, and its other rows stay free; where it is being deleted, this waits. */
export async function keepFromDeletion(work: Work, communityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${deletionKey(communityId)})`.execute(work.tx)
}

/** May the community be deleted now? Not while somebody keeps it from that. */
export async function holdForDeletion(work: Work, communityId: string): Promise<boolean> {
  const { isHeld } = await onlyRow(work, () => z.object({ isHeld: z.boolean() }))`
    select pg_try_advisory_xact_lock(${deletionKey(communityId)}) as "isHeld"`
  return isHeld
}

/** Takes the deletion back. */
export async function saveReturned(work: Work, communityId: string): Promise<void> {
  await changeCommunity(work, communityId, { deleted_at: null, deleted_by: null })
}

/** People whose open pages may show something of a community: its members, and those who look after the site. */
export async function readWatchers(work: Work, communityId: string): Promise<string[]> {
  const found = await rows(work, idRow)`
    select m.person_id as id from membership m where m.community_id = ${communityId} and m.ended_at is null
    union select p.id from person p where p.site_role is not null`
  return found.map(({ id }) => id)
}

const term = sql`make_interval(days => ${sql.lit(daysToReturn)})`

/** A deleted community; null where it is not deleted, or gone. */
export async function readDeleted(look: Look, communityId: string) {
  const [row] = await rows(look, deletedView)`
    select c.id, c.name, c.slug, c.deleted_at as "deletedAt", c.deleted_at + ${term} as "purgedFrom",
      (select p.name from person p where p.id = c.deleted_by) as by,
      coalesce((select n.members from community_tally n where n.community_id = c.id), 0) as members,
      (select count(*) from entry e where e.community_id = c.id and e.removed_at is null)::int as entries,
      (select count(*) from file f where f.community_id = c.id and f.removed_at is null and f.preview_of is null)::int as files
    from community c where c.id = ${communityId} and c.deleted_at is not null`
  return row ?? null
}

/** Deleted communities whose time is over, locked; those that somebody takes back just now are left out. */
export async function lockOverdue(work: Work): Promise<string[]> {
  const found = await rows(work, idRow)`
    select c.id from community c where c.deleted_at <= app_now() - ${term} order by c.deleted_at limit 1 for update skip locked`
  return found.map(({ id }) => id)
}

/** Deletes all rows of a community. @returns the ids of its files, whose bytes are still there */
export async function dropCommunity(work: Work, communityId: string): Promise<string[]> {
  const files = await rows(work, () => z.object({ id: z.string() }))`
    select f.id from file f where f.community_id = ${communityId}`
  await work.tx.deleteFrom('community').where('id', '=', communityId).execute()
  return files.map(({ id }) => id)
}
