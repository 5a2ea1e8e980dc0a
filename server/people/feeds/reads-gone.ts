/**
 * Who a feed brought, and is no longer in its file.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { ImportRow } from '#server/people/imports/store.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

type FeedFile = Pick<ImportRow, 'id' | 'columns'> & { readonly feedId: string }

/**
 * What the feed gave, and this file does not name any more, as rows `f` of people_feed_person. Somebody whose line was refused
 * is in the file all the same, and keeps everything.
 */
function goneFrom({ id, feedId, columns }: FeedFile): RawBuilder<unknown> {
  const cell = (field: string) => sql`btrim(l.cells[${columns.indexOf(field) + 1}::integer])`
  const refused = sql`from people_import_line l join person_key k`
  return sql`
    people_feed_person f where f.feed_id = ${feedId}
      and not exists (
        select from people_import_line l
        where l.import_id = ${id} and l.person_id = f.person_id and l.result <> 'refused'
          and l.did->'places' ? (coalesce(f.community_id::text, '') || coalesce('/' || f.cohort_id::text, '')))
      and f.person_id not in (
        select k.person_id ${refused} on k.kind = 'email' and k.value = lower(${cell('email')})
        where l.import_id = ${id} and l.result = 'refused'
        union select k.person_id ${refused} on k.kind = 'external_id' and k.value = ${cell('external_id')}
        where l.import_id = ${id} and l.result = 'refused')`
}

/** How many people would lose something, of how many that the feed brought. */
export function countGone(look: Look, file: FeedFile) {
  return onlyRow(look, () => z.object({ gone: z.number(), brought: z.number() }))`
    select (select count(distinct f.person_id) from ${goneFrom(file)}) as gone,
      (select count(distinct f.person_id) from people_feed_person f where f.feed_id = ${file.feedId}) as brought`
}

const goneRow = z.object({
  personId: z.string(),
  communityId: z.string().nullable(),
  cohortId: z.string().nullable(),
})
export type GoneRow = z.infer<typeof goneRow>

/** The next of what is lost; what happens to the account comes last, when the person has lost the rest. */
export function listGone(look: Look, file: FeedFile, most: number): Promise<GoneRow[]> {
  return rows(look, goneRow)`
    select f.person_id as "personId", f.community_id as "communityId", f.cohort_id as "cohortId" from ${goneFrom(file)}
    order by f.community_id nulls last, f.cohort_id nulls last, f.person_id limit ${most}`
}

const goneName = z.object({ personId: z.string(), name: z.string(), email: z.string() })

/** Some of those who would lose something, by name. */
export function listGonePeople(look: Look, file: FeedFile, most: number) {
  return rows(look, goneName)`
    select p.id as "personId", p.name, p.email from person p
    where p.id in (select f.person_id from ${goneFrom(file)})
    order by p.name collate "und-x-icu", p.id limit ${most}`
}

/** Of these people those whom another feed brought there too, and who therefore stay. */
export async function readBroughtByOthers(
  look: Look,
  feedId: string,
  { communityId, cohortId, personIds }: { communityId: string | null; cohortId: string | null; personIds: string[] },
): Promise<Set<string>> {
  const found = await rows(look, () => z.object({ id: z.string() }))`
    select f.person_id as id from people_feed_person f
    where f.feed_id <> ${feedId} and f.person_id = any(${personIds}::uuid[])
      and f.community_id is not distinct from ${communityId}::uuid and f.cohort_id is not distinct from ${cohortId}::uuid`
  return new Set(found.map(({ id }) => id))
}

/** Of these people those whose account a feed may deactivate: active, and without a role on the site. */
export async function listClosable(look: Look, personIds: readonly string[]): Promise<string[]> {
  const found = await rows(look, () => z.object({ id: z.string() }))`
    select p.id from person p where p.id = any(${[...personIds]}::uuid[]) and p.removed_at is null and p.site_role is null`
  return found.map(({ id }) => id)
}
