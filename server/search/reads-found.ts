/**
 * Reads the index. Communities and audience are part of each condition, so what the reader may not see is never a candidate.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isForAudiences } from '#server/entries/room.ts'
import { hasBlocked } from '#server/identity/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import {
  hasWords,
  inTitle,
  type Matching,
  mostCandidates,
  newestCandidates,
} from '#server/platform/search/reads-query.ts'
import type { Look } from '#server/platform/work.ts'
import { foundPerPage, mostSuggestions, type SearchInput } from '#server/search/search.ts'

/** Where it is searched: communities that the actor may read. */
export interface SearchPlace {
  readonly communityIds: readonly string[]
  /** The audiences there that the actor is in, and others. */
  readonly audienceIds: readonly string[]
}

type Filters = Pick<SearchInput, 'kind' | 'author' | 'from' | 'until' | 'entry' | 'page'>

const foundRow = z.object({
  entryId: z.string(),
  kind: z.string(),
  part: z.enum(['entry', 'post', 'file']),
  postId: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  /** The name of the file it is in. */
  file: z.string().nullable(),
  slug: z.string(),
  communityName: z.string(),
  hue: z.number(),
  authorId: z.string().nullable(),
  authorName: z.string().nullable(),
  /** The reader blocked who wrote it. */
  isBlocked: z.boolean(),
  at: z.date(),
  isAnswer: z.boolean(),
  more: z.number(),
  /** The parts of the entry in which the others are. */
  moreParts: z.array(z.enum(['entry', 'post', 'file'])),
})
export type FoundRow = z.infer<typeof foundRow>

const foundPage = z.object({
  kinds: z.array(z.object({ kind: z.string(), count: z.number() })),
  candidates: z.number(),
  items: z.array(foundRow.omit({ at: true }).extend({ at: z.string() })),
})

/** Words that are told apart, where things have only some of them: the bits of an integer. */
const mostBits = 30
/** People who are looked at more closely, at most: a job title may be that of thousands. */
const mostPeople = 1000
/** As much of a text as passages are looked for in, in characters. */
const readLength = 60_000

/**
 * The entries that have it, the best first, a page of them, and how many there are of each kind.
 * @param filters with isLoose, where each has only some of the words
 */
export async function findEntries(
  look: Look,
  actor: Actor,
  { communityIds, audienceIds }: SearchPlace,
  matching: Matching,
  { isLoose, ...filters }: Filters & { readonly isLoose: boolean },
): Promise<{ kinds: { kind: string; count: number }[]; isCapped: boolean; items: FoundRow[] }> {
  const isCommon = matching.estimate > mostCandidates
  // To read on from the newest until there are enough pays where every few rows have it; else the index knows sooner which do.
  const byIndex = matching.estimate < Math.sqrt(newestCandidates * matching.total)
  const conditions = narrowed(actor, filters)
  const each = filters.entry ? sql`id` : sql`entry_id`
  const found = sql`
    select s.id, s.part, s.kind, s.entry_id, s.community_id, s.author_id, s.at, s.is_answer, s.words${isLoose ? sql`, w.words as author` : sql``}
    from search_row s join entry_open e on e.id = s.entry_id${isLoose ? sql` left join search_row w on w.id = s.author_id` : sql``}`
  const where = sql`${hasWords(matching, { byIndex: byIndex || !isCommon })} and ${isForAudiences('e', audienceIds)} and ${conditions}`
  const [page] = await rows(look, foundPage)`
    with found as materialized (${
      isCommon
        ? sql`
      select newest.* from unnest(${communityIds}::uuid[]) as c (id) cross join lateral (
        ${found} where s.community_id = c.id and ${where} order by s.at desc, s.id desc
        limit ${Math.ceil(newestCandidates / communityIds.length)}) as newest`
        : sql`${found} where s.community_id = any(${communityIds}::uuid[]) and ${where} limit ${mostCandidates}`
    }), weighed as (
      select found.*, ${termsIn(matching, isLoose)} as terms,
        -- A title that has it counts most. What is a year old counts half as much as what is new; an accepted answer half more.
        ts_rank_cd('{0.1, 0.2, 0.5, 1}', words, ${matching.query}::tsquery, 1) * case when words @@ ${inTitle(matching.query)}::tsquery then 3 else 1 end
          / (1 + extract(epoch from app_now() - at) / 31557600) * case when is_answer then 1.5 else 1 end as weight
      from found
    ), gathered as (
      select weighed.*, bit_or(terms) over each_entry as together,
        array_agg(part) over each_entry as parts, count(*) over each_entry as passages
      from weighed window each_entry as (partition by ${each})
    ), told as (
      -- Where each thing has only some of the words, those come first that have the most telling ones, in whatever place.
      select gathered.*, ${toldBy(matching, sql`together`, isLoose)} as tells, row_number() over (partition by ${each}
        order by ${toldBy(matching, sql`terms`, isLoose)} desc, weight desc, at desc, id) as place
      from gathered
    ), best as (
      select * from told where place = 1 and tells >= (select max(tells) / 2 from told)
    ), page as (
      select * from best where ${filters.kind ? sql`kind = ${filters.kind}` : sql`true`}
      order by tells desc, weight desc, at desc, id limit ${foundPerPage + 1} offset ${(filters.page - 1) * foundPerPage}
    )
    select (select count(*) from found)::int as candidates,
      coalesce((select json_agg(k) from (
        select kind, count(*)::int as count from best group by kind order by count(*) desc, kind) k), '[]') as kinds,
      coalesce((select json_agg(json_build_object(
        'entryId', page.entry_id, 'kind', page.kind, 'part', page.part, 'postId', case when page.part = 'post' then page.id end, 'title', e.title,
        'text', left(case when page.part = 'entry' then concat_ws(' · ', nullif(replace(s.summary, E'\n', ' · '), ''), nullif(s.body, '')) else s.body end, ${readLength}),
        'file', case when page.part = 'file' then s.summary end,
        'slug', c.slug, 'communityName', c.name, 'hue', c.hue, 'authorId', page.author_id, 'authorName', a.name, 'isBlocked', ${hasBlocked(sql`${personIdOf(actor)}::uuid`, sql`page.author_id`)},
        'at', page.at, 'isAnswer', page.is_answer, 'more', page.passages - 1,
        'moreParts', array(select distinct unnest(array_remove(page.parts, page.part) ||
          case when cardinality(array_positions(page.parts, page.part)) > 1 then array[page.part] end)))
        order by page.tells desc, page.weight desc, page.at desc, page.id)
      from page join search_row s on s.id = page.id join entry e on e.id = page.entry_id
        join community_shown c on c.id = page.community_id left join person a on a.id = page.author_id), '[]') as items`
  if (!page) return { kinds: [], isCapped: false, items: [] }
  const items = page.items.map((item) => ({ ...item, at: new Date(item.at) }))
  return { kinds: page.kinds, isCapped: page.candidates >= (isCommon ? newestCandidates : mostCandidates), items }
}

/** Which of the words a row has, or the name of who wrote it, as bits. */
function termsIn({ terms }: Matching, isLoose: boolean): RawBuilder<unknown> {
  if (!isLoose) return sql`0`
  const has = terms
    .slice(0, mostBits)
    .map(
      ({ query }, i) =>
        sql`case when words @@ ${query}::tsquery or author @@ ${inTitle(query)}::tsquery then ${sql.lit(1 << i)} else 0 end`,
    )
  return sql.join(has, sql` | `)
}

/** How much the words tell that these bits stand for. */
function toldBy({ terms }: Matching, bits: RawBuilder<unknown>, isLoose: boolean): RawBuilder<unknown> {
  if (!isLoose) return sql`0::float8`
  return sql.join(
    terms
      .slice(0, mostBits)
      .map(({ tells }, i) => sql`case when ${bits} & ${sql.lit(1 << i)} > 0 then ${tells}::float8 else 0 end`),
    sql` + `,
  )
}

function narrowed(actor: Actor, { author, from, until, entry }: Filters): RawBuilder<unknown> {
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (author) conditions.push(sql`s.author_id = ${author}`)
  if (entry) conditions.push(sql`s.entry_id = ${entry}`)
  if (from) conditions.push(sql`s.at >= ${from}::date::timestamp at time zone ${actor.zone}`)
  if (until) conditions.push(sql`s.at < (${until}::date + 1)::timestamp at time zone ${actor.zone}`)
  return sql.join(conditions, sql` and `)
}

const personRow = z.object({
  id: z.string(),
  name: z.string(),
  handle: z.string(),
  title: z.string(),
  photo: z.string().nullable(),
  slug: z.string(),
  total: z.number(),
})

/**
 * Members of these communities that it finds, the best first, and how many there are: at most {@link mostPeople}, those whose name
 * has it before the rest.
 */
export async function findPeople(
  look: Look,
  { communityIds }: SearchPlace,
  { query }: Matching,
  { limit, offset }: { limit: number; offset: number },
) {
  const place = sql`p.weight desc, p.name collate "und-x-icu", p.id`
  const candidates = (having: string) => sql`
    select s.id from search_row s
    where s.part = 'person' and s.words @@ ${having}::tsquery and exists (
      select from membership_shown m where m.person_id = s.id and m.community_id = any(${communityIds}::uuid[]))
    limit ${mostPeople}`
  // Where a person is read about is looked up for those who are shown alone.
  return rows(look, personRow)`
    with candidate as (
      (${candidates(inTitle(query))}) union (${candidates(query)}) limit ${mostPeople}
    ), found as materialized (
      select p.id, p.name, p.handle, p.title, p.image, ts_rank_cd('{0.1, 0.2, 0.5, 1}', s.words, ${query}::tsquery) as weight
      from candidate join search_row s on s.id = candidate.id join person p on p.id = s.id
      where p.removed_at is null
    )
    select p.id, p.name, p.handle, p.title, p.image as photo, home.slug, (select count(*) from found)::int as total
    from (select * from found p order by ${place} limit ${limit} offset ${offset}) as p cross join lateral (
      select c.slug from membership_shown m join community_shown c on c.id = m.community_id
      where m.person_id = p.id and m.community_id = any(${communityIds}::uuid[]) order by c.name limit 1) as home
    order by ${place}`
}

const titleRow = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  slug: z.string(),
  communityName: z.string(),
})

/** Titles of entries that have it in their title, the newest first, without those of people whom the reader blocked. */
export async function findTitles(
  look: Look,
  actor: Actor,
  { communityIds, audienceIds }: SearchPlace,
  matching: Matching,
) {
  return rows(look, titleRow)`
    select e.id, e.kind, e.title, c.slug, c.name as "communityName"
    from (
      select s.entry_id, s.at from search_row s join entry_open e on e.id = s.entry_id
      where s.community_id = any(${communityIds}::uuid[]) and s.part = 'entry' and ${hasWords(matching, { byIndex: matching.estimate <= mostCandidates })}
        and s.words @@ ${inTitle(matching.query)}::tsquery and ${isForAudiences('e', audienceIds)}
        and not ${hasBlocked(sql`${personIdOf(actor)}::uuid`, sql`s.author_id`)}
      order by s.at desc limit ${mostSuggestions}
    ) as s join entry e on e.id = s.entry_id join community_shown c on c.id = e.community_id
    order by s.at desc`
}

const withinRow = z.object({ id: z.string(), kind: z.string(), title: z.string(), slug: z.string() })

/** The entry that is searched inside of, where the actor may read it; else null. */
export async function findWithin(look: Look, { communityIds, audienceIds }: SearchPlace, entryId: string) {
  const [row] = await rows(look, withinRow)`
    select e.id, e.kind, e.title, c.slug from entry_open e join community_shown c on c.id = e.community_id
    where e.id = ${entryId} and e.community_id = any(${communityIds}::uuid[]) and ${isForAudiences('e', audienceIds)}`
  return row ?? null
}

/** The name of a member of one of these communities; null for everybody else. */
export async function findAuthor(look: Look, { communityIds }: SearchPlace, personId: string) {
  const [row] = await rows(look, () => z.object({ id: z.string(), name: z.string() }))`
    select p.id, p.name from person p
    where p.id = ${personId} and p.removed_at is null and exists (
      select from membership_shown m where m.person_id = p.id and m.community_id = any(${communityIds}::uuid[]))`
  return row ?? null
}

/** What three people or more looked for here in the last 90 days and did not find. */
export async function listMisses(look: Look, communityId: string) {
  return rows(look, () => z.object({ words: z.string(), people: z.number() }))`
    select words, count(*)::int as people from search_miss
    where community_id = ${communityId} and at > app_now() - interval '90 days'
    group by words having count(*) >= 3 order by count(*) desc, max(at) desc limit 20`
}
