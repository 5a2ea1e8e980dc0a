/**
 * Writes of invitation links and their uses.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

interface NewLink {
  readonly communityId: string
  readonly role: string | null
  readonly endsAt: Date
  readonly mostUses: number
  readonly madeBy: string | null
}

/** Saves a link. @returns its id */
export async function saveLink(work: Work, link: NewLink): Promise<string> {
  const { id } = await onlyRow(work, idRow)`
    insert into join_link (community_id, role, ends_at, most_uses, made_by)
    values (${link.communityId}, ${link.role}, ${link.endsAt}, ${link.mostUses}, ${link.madeBy}::uuid) returning id`
  return id
}

/** The end of a day in a zone; of the day so many days from now where none is given. */
export async function endOfDay(work: Work, day: string | null, zone: string, days: number): Promise<Date> {
  const { at } = await onlyRow(work, () => z.object({ at: z.date() }))`
    select (coalesce(${day}::date, (app_now() at time zone ${zone})::date + ${days}::int) + 1)::timestamp at time zone ${zone} as at`
  return at
}

/** Revokes a link of a community. @returns whether it was not revoked before; null where there is none */
export async function saveRevoked(work: Work, communityId: string, linkId: string): Promise<boolean | null> {
  const [row] = await rows(work, () => z.object({ wasRevoked: z.boolean() }))`
    with former as (
      select id, revoked_at is not null as was from join_link where id = ${linkId} and community_id = ${communityId} for update)
    update join_link l set revoked_at = coalesce(l.revoked_at, app_now()) from former where l.id = former.id
    returning former.was as "wasRevoked"`
  return row ? !row.wasRevoked : null
}

/** Counts one use. The community is locked, so that two people can't both be the last. */
export async function saveUse(work: Work, linkId: string, personId: string): Promise<void> {
  await sql`insert into join_link_use (link_id, person_id) values (${linkId}, ${personId})`.execute(work.tx)
}
