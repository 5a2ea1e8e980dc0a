/**
 * Writes of search: how common words are, and what was not found.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { idRow, rows } from '#server/platform/rows.ts'
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

/**
 * Counts the words of what came into the index of a community since they were last counted, or of all of it. Only words of what everybody there
 * may read are counted, so that no correction tells of anything else. What commits within ten seconds counts the next time.
 */
export async function countWords(work: Work, communityId: string, which: 'new' | 'all'): Promise<void> {
  // One at a time for each community.
  await sql`select pg_advisory_xact_lock(7304, hashtext(${communityId}))`.execute(work.tx)
  if (which === 'all') {
    await sql`delete from search_word where community_id = ${communityId}`.execute(work.tx)
    await sql`delete from search_count where community_id = ${communityId}`.execute(work.tx)
  }
  await sql`
    with since as (
      select coalesce((select counted_to from search_count where community_id = ${communityId}), '-infinity') as counted_to,
        app_clock() - interval '10 seconds' as until
    ), come as (
      select s.id, s.language, s.title || ' ' || s.summary || ' ' || s.body as said
      from since, search_row s join entry_open e on e.id = s.entry_id
      where s.community_id = ${communityId} and e.audience_id is null and ${isNew(sql`s.indexed_at`)}
      union all
      select s.id, s.language, s.title || ' ' || s.summary || ' ' || s.body
      from since, membership_shown m join search_row s on s.id = m.person_id
      where m.community_id = ${communityId} and ${isNew(sql`greatest(s.indexed_at, m.joined_at)`)}
    ), counted as (
      insert into search_word (community_id, word, rows)
      select ${communityId}::uuid, word, count(*) from (
        select distinct come.id, word from come, regexp_split_to_table(search_terms(said), ' +') as word
        where length(word) between 3 and 40 and word !~ '^[0-9]+$'
      ) as w group by word order by word
      on conflict (community_id, word) do update set rows = search_word.rows + excluded.rows
    )
    insert into search_count (community_id, rows, languages, counted_to)
    select ${communityId}::uuid, (select count(*) from come),
      array(select distinct language from come where language <> ''), since.until
    from since
    on conflict (community_id) do update set rows = search_count.rows + excluded.rows, counted_to = excluded.counted_to,
      languages = array(select distinct unnest(search_count.languages || excluded.languages))`.execute(work.tx)
}

function isNew(at: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql`${at} > since.counted_to and ${at} <= since.until`
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
