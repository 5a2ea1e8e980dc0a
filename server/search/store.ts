/**
 * Writes of search: how common words are, and what was not found.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Communities with something in the index that is not counted yet. */
export async function listUncounted(look: Look): Promise<string[]> {
  const found = await rows(look, idRow)`
    select c.id from community_shown c left join search_count k on k.community_id = c.id
    where k.community_id is null or exists (
      select from search_row s where s.community_id = c.id and s.indexed_at > k.counted_to
        and s.indexed_at <= app_clock() - interval '10 seconds')`
  return found.map(({ id }) => id)
}

/** Communities, to count all their words anew. */
export async function listCommunities(look: Look): Promise<string[]> {
  return (await rows(look, idRow)`select id from community_shown order by id`).map(({ id }) => id)
}

/** Rows whose words are counted in one statement. */
const countedAtOnce = 1000

/** Forgets what was counted of a community, so that all of it is counted anew. */
export async function forgetCounts(work: Work, communityId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${countsKey(communityId)})`.execute(work.tx)
  await sql`delete from search_word where community_id = ${communityId}`.execute(work.tx)
  await sql`delete from search_count where community_id = ${communityId}`.execute(work.tx)
}

const countsKey = (communityId: string) => sql`7304, hashtext(${communityId})`

/**
 * Counts the words of the next rows that came into the index of a community since they were last counted. Only words of what
 * everybody there may read are counted, so that no correction tells of anything else. What commits within ten seconds counts the next time.
 * @returns whether there are more
 */
export async function countNextWords(work: Work, communityId: string): Promise<boolean> {
  // Where many come at once, counting takes longer than until the next job: that one leaves it to the first.
  const { isFree } = await onlyRow(work, () => z.object({ isFree: z.boolean() }))`
    select pg_try_advisory_xact_lock(${countsKey(communityId)}) as "isFree"`
  if (!isFree) return false
  const { seen } = await onlyRow(work, () => z.object({ seen: z.number() }))`
    with since as (
      select coalesce((select counted_to from search_count where community_id = ${communityId}), '-infinity') as counted_to,
        app_clock() - interval '10 seconds' as until
    ), row_of as (
      select s.id, s.indexed_at, s.entry_id from search_row s where s.community_id = ${communityId}
      union all
      select s.id, greatest(s.indexed_at, m.joined_at), null
      from membership_shown m join search_row s on s.id = m.person_id where m.community_id = ${communityId}
    ), come as materialized (
      select r.id, r.indexed_at, r.entry_id from since, row_of r
      where r.indexed_at > since.counted_to and r.indexed_at <= since.until
      order by r.indexed_at fetch first ${sql.lit(countedAtOnce)} rows with ties
    ), readable as (
      select s.id, s.told, s.title || ' ' || s.summary || ' ' || s.body as said
      from come join search_row s on s.id = come.id left join entry_open e on e.id = s.entry_id
      where s.part = 'person' or (e.id is not null and e.audience_id is null)
    ), counted as (
      insert into search_word (community_id, word, rows)
      select ${communityId}::uuid, word, count(*) from (
        select distinct readable.id, word from readable, regexp_split_to_table(search_terms(said), ' +') as word
        where length(word) between 3 and 40 and word !~ '^[0-9]+$'
      ) as w group by word order by word
      on conflict (community_id, word) do update set rows = search_word.rows + excluded.rows
    ), noted as (
      insert into search_count (community_id, rows, languages, counted_to)
      select ${communityId}::uuid, (select count(*) from readable),
        array(select distinct told from readable where told <> ''),
        coalesce((select max(indexed_at) from come), since.counted_to)
      from since
      on conflict (community_id) do update set rows = search_count.rows + excluded.rows, counted_to = excluded.counted_to,
        languages = array(select distinct unnest(search_count.languages || excluded.languages))
    )
    select count(*)::int as seen from come`
  return seen >= countedAtOnce
}

/** Remembers that a person looked for these words and found nothing. Again within 90 days it counts once. */
export async function saveMiss(
  work: Work,
  miss: { communityId: string; words: string; personId: string },
): Promise<void> {
  const { communityId, words, personId } = miss
  await sql`
    insert into search_miss (community_id, words, person_id) values (${communityId}, ${words}, ${personId})
    on conflict (community_id, words, person_id) do update set at = app_now()`.execute(work.tx)
}

/** Forgets what was looked for longer ago than leaders are shown. */
export async function forgetMisses(work: Work): Promise<void> {
  await sql`delete from search_miss where at < app_now() - interval '90 days'`.execute(work.tx)
}

/** A table that a trigger of the index reads, and a column whose writing makes that trigger run. */
const sourceTable = z.object({ name: z.string(), column: z.string(), key: z.string() })
export type SourceTable = z.infer<typeof sourceTable>

/** The tables that the index is made of, from the catalog: those with a trigger called `found_…`. Entries come first. */
export async function listSources(look: Look): Promise<SourceTable[]> {
  return rows(look, sourceTable)`
    select c.relname::text as name, min(a.attname)::text as column, min(k.attname)::text as key
    from pg_trigger g join pg_class c on c.oid = g.tgrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = g.tgattr[0]
    join pg_index i on i.indrelid = c.oid and i.indisprimary
    join pg_attribute k on k.attrelid = c.oid and k.attnum = i.indkey[0]
    where g.tgname like 'found\\_%' and (g.tgtype & 4) > 0
    group by c.relname order by c.relname <> 'entry', c.relname <> 'thread', c.relname`
}

/** Writes the index rows of the next few rows of a table anew. @returns the key of the last, or null where none is left */
export async function touchSources(work: Work, { name, column, key }: SourceTable, after: string, most: number) {
  const [table, said, id] = [sql.table(name), sql.ref(column), sql.ref(key)]
  const found = await rows(work, () => z.object({ id: z.string().nullable() }))`
    with next as (
      select ${id} as id from ${table} where ${id} > ${after}::uuid order by ${id} limit ${most}
    ), written as (
      update ${table} set ${said} = ${said} from next where ${table}.${id} = next.id returning next.id
    )
    select max(id::text) as id from written`
  return found[0]?.id ?? null
}
