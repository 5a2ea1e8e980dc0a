/** When the memberships of guests end. */
import { sql } from 'kysely'
import { z } from 'zod'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** The end of a day (`2026-12-03`) where a community is; null where it is over. */
export async function endOfDay(work: Work, communityId: string, day: string): Promise<Date | null> {
  const { at, isOver } = await onlyRow(work, () => z.object({ at: z.date(), isOver: z.boolean() }))`
    select ends.at, ends.at <= app_now() as "isOver"
    from (select (${day}::date + 1)::timestamp at time zone c.time_zone as at from community_shown c where c.id = ${communityId}) as ends`
  return isOver ? null : at
}

/** Says until when somebody is a guest; with null without an end. @returns whether that is another end than before */
export async function saveGuestEnd(work: Work, communityId: string, personId: string, endsAt: Date | null) {
  const { numUpdatedRows } = await work.tx
    .updateTable('membership')
    .set({ ends_at: endsAt })
    .where('community_id', '=', communityId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`ends_at is distinct from ${endsAt}::timestamptz`)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** These members have no last day any more. */
export async function dropGuestEnds(work: Work, communityId: string, personIds: readonly string[]): Promise<void> {
  await work.tx
    .updateTable('membership')
    .set({ ends_at: null })
    .where('community_id', '=', communityId)
    .where('person_id', '=', sql<string>`any(${[...personIds]}::uuid[])`)
    .execute()
}

/** Guests whose time is over and whose membership still stands, locked. */
export async function lockEndedGuests(work: Work) {
  return rows(work, () => z.object({ communityId: z.string(), personId: z.string() }))`
    select m.community_id as "communityId", m.person_id as "personId" from membership m
    where m.ended_at is null and m.ends_at <= app_now() order by m.ends_at limit 200 for update skip locked`
}
