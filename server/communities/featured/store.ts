/**
 * Writes of containers and the people in them. Lock the community before any of them, so that positions stay in step.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { ContainerSize } from '#server/communities/featured/container.ts'
import { plainAddress } from '#server/platform/mail-address.ts'
import { rows } from '#server/platform/rows.ts'
import { folded, patternsFor } from '#server/platform/words.ts'
import type { Work } from '#server/platform/work.ts'

/** A container as it is, or was. */
export interface ContainerRow {
  readonly id: string
  readonly name: string
  readonly size: ContainerSize
  readonly people: readonly { readonly personId: string; readonly quote: string }[]
}

/** All containers in order, each with all its people, also those who left. */
export async function readContainers(work: Work, communityId: string): Promise<ContainerRow[]> {
  return work.tx
    .selectFrom('featured_container as k')
    .select(['k.id', 'k.name', 'k.size'])
    .select(
      sql<ContainerRow['people']>`coalesce((
        select json_agg(json_build_object('personId', f.person_id, 'quote', f.quote) order by f.position, f.person_id)
        from featured_person f where f.container_id = k.id), '[]')`.as('people'),
    )
    .where('k.community_id', '=', communityId)
    .orderBy('k.position')
    .orderBy('k.id')
    .execute()
}

/** Writes all containers and people as given, and removes all others. They are few rows, so it writes all of them again. */
export async function saveContainers(work: Work, communityId: string, containers: readonly ContainerRow[]) {
  const rows = JSON.stringify(containers.map(({ id, name, size }, i) => ({ id, name, size, position: i + 1 })))
  const people = JSON.stringify(
    containers.flatMap(({ id, people }) =>
      people.map(({ personId, quote }, i) => ({ container_id: id, person_id: personId, quote, position: i + 1 })),
    ),
  )
  await work.tx.deleteFrom('featured_person').where('community_id', '=', communityId).execute()
  await sql`delete from featured_container where community_id = ${communityId}
    and id <> all (${containers.map(({ id }) => id)}::uuid[])`.execute(work.tx)
  await sql`
    insert into featured_container (id, community_id, name, size, position)
    select id, ${communityId}::uuid, name, size, position
    from json_to_recordset(${rows}::json) as x (id uuid, name text, size text, position int)
    on conflict (id) do update set name = excluded.name, size = excluded.size, position = excluded.position`.execute(
    work.tx,
  )
  await sql`
    insert into featured_person (community_id, container_id, person_id, quote, position)
    select ${communityId}::uuid, container_id, person_id, quote, position
    from json_to_recordset(${people}::json) as x (container_id uuid, person_id uuid, quote text, position int)`.execute(
    work.tx,
  )
}

/** Members that a typed text may mean: by handle, mail address, name, or words of the name. At most five. */
export async function readMeant(work: Work, communityId: string, said: string) {
  const plain = said.trim().toLowerCase()
  const address = plainAddress(said)
  const found = await rows(work, () =>
    z.object({ id: z.string(), name: z.string(), handle: z.string(), is_exact: z.boolean() }),
  )`
    select p.id, p.name, p.handle,
      p.handle = ${plain.replace(/^@/, '')} or p.email = ${address} or folded(p.name) = ${folded(plain)} as is_exact
    from membership_shown m join person p on p.id = m.person_id
    where m.community_id = ${communityId} and p.removed_at is null
      and (p.handle = ${plain.replace(/^@/, '')} or p.email = ${address}
        or folded(p.name) like all (${patternsFor(plain)}::text[]))
    order by is_exact desc, p.name collate "und-x-icu", p.id
    limit 5`
  const exact = found.filter((row) => row.is_exact)
  return exact.length > 0 ? exact : found
}

/** What a removal took away: a container, or a person out of one. Null where there is no such removal. */
export async function readTakenAway(work: Work, communityId: string, activityId: string) {
  const row = await work.tx
    .selectFrom('activity')
    .select(['verb', 'facts'])
    .where('id', '=', activityId)
    .where('community_id', '=', communityId)
    .where('verb', 'in', ['container.removed', 'featured.removed'])
    .executeTakeFirst()
  return row ?? null
}
