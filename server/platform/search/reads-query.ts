/**
 * A query as PostgreSQL is asked it: each term in all languages of the communities that are searched. The index is read by
 * rooms, which ask of each entry whether its reader may read it.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { SearchQuery, SearchTerm } from '#server/platform/search/query.ts'
import { isUnspaced, pairsOf } from '#server/platform/search/terms.ts'
import type { Look } from '#server/platform/work.ts'

/** Rows of the index that are looked at more closely, at most. */
export const mostCandidates = 2000
/** Of words that are commoner, so many of the newest; half as many take half the time, and all of them are recent. */
export const newestCandidates = 1000

/** A query that can be asked. */
export interface Matching {
  /** In the syntax of `tsquery`. */
  readonly query: string
  /** Any of what should be there, to find the words that are marked. */
  readonly any: string
  /** About how many rows have all of it; of more than {@link mostCandidates} only the newest are read. */
  readonly estimate: number
  /** How many rows are searched. */
  readonly total: number
  /** The languages' configurations it was asked in. */
  readonly configs: readonly string[]
  /** What should be there, one by one, each with how much it tells: a rare word tells more. */
  readonly terms: readonly { readonly query: string; readonly tells: number }[]
}

const termRow = z.object({
  place: z.number(),
  /** In the syntax of `tsquery`, one for each way the languages read it. */
  queries: z.array(z.string()),
  /** A word that some language leaves out, such as "the". */
  isStop: z.boolean(),
  rows: z.number(),
  total: z.number(),
  configs: z.array(z.string()),
})
type TermRow = z.infer<typeof termRow>

/**
 * What finds this query in these communities, or null where it asks for nothing.
 * @param how `all` where each term must be there, `any` where one is enough
 */
export async function matchingOf(
  look: Look,
  communityIds: readonly string[],
  query: SearchQuery,
  how: 'all' | 'any' = 'all',
): Promise<Matching | null> {
  const terms = how === 'all' ? query.terms : query.terms.flatMap(looser)
  if (!terms.some((term) => !term.isWithout)) return null
  const found = await rows(look, termRow)`
    with count as (
      select coalesce(sum(rows), 0)::int as total from search_count where community_id = any(${communityIds}::uuid[])
    ), language as (${languagesOf(communityIds)})
    select t.place::int, coalesce(array_agg(distinct q.q::text) filter (where numnode(q.q) > 0), '{}') as queries,
      bool_or(numnode(q.q) = 0) as "isStop", coalesce(max(r.rows), 0)::int as rows, max(count.total) as total,
      array_agg(distinct language.config::text) as configs
    from unnest(${terms.map(textOf)}::text[], ${terms.map(asOneWord)}::text[], ${terms.map(modeOf)}::text[]) with ordinality
      as t (words, as_one, mode, place)
    cross join count cross join language
    cross join lateral (
      select case t.mode when 'begun' then to_tsquery(language.config, quote_literal(t.words) || ':*')
        when 'pairs' then plainto_tsquery(language.config, t.words)
        else phraseto_tsquery(language.config, t.words) end
      union all select plainto_tsquery(language.config, t.as_one) where t.as_one <> ''
    ) as q (q)
    left join lateral (
      select sum(w.rows) as rows from search_word w
      where w.community_id = any(${communityIds}::uuid[]) and w.word >= t.words
        and w.word <= case when t.mode = 'begun' then t.words || chr(65535) else t.words end
    ) as r on true
    group by t.place order by t.place`
  return composed(terms, found, how)
}

/** A query for the configurations of the languages that these communities have texts in. */
export function languagesOf(communityIds: readonly string[]): RawBuilder<unknown> {
  return sql`
    select distinct search_config(l) as config
    from (
      select unnest(languages) from search_count where community_id = any(${communityIds}::uuid[])
      union select locale from community_shown where id = any(${communityIds}::uuid[])
      union select unnest(array['en', ''])
    ) as spoken (l)`
}

/** Each word by itself, and each pair of letters of a word without blanks; what was typed in quotes stays together. */
function looser(term: SearchTerm): SearchTerm[] {
  if (term.isWithout || term.isQuoted) return [term]
  return term.words.flatMap((word) =>
    (isUnspaced(word) ? pairsOf(word) : [word]).map((one) => ({ ...term, words: [one] })),
  )
}

function textOf({ words }: SearchTerm): string {
  return words.flatMap((word) => (isUnspaced(word) ? pairsOf(word) : [word])).join(' ')
}

/** What is typed as "hand-over" may be written "handover"; empty for all else. */
function asOneWord({ words, isQuoted }: SearchTerm): string {
  const isOfLetters = words.length > 1 && words.every((word) => /^\p{L}+$/u.test(word) && !isUnspaced(word))
  return isOfLetters && !isQuoted ? words.join('') : ''
}

function modeOf({ words, isBegun }: SearchTerm): string {
  const [word = ''] = words
  if (words.some(isUnspaced)) return words.length === 1 && [...word].length === 1 ? 'begun' : 'pairs'
  return isBegun ? 'begun' : 'phrase'
}

function composed(terms: readonly SearchTerm[], found: readonly TermRow[], how: 'all' | 'any'): Matching | null {
  const asked = found.map((row, i) => ({ ...row, isWithout: terms[i]?.isWithout ?? false }))
  const wanted = asked.filter((row) => !row.isWithout && row.queries.length > 0)
  // Words such as "the" are in no index of their language; alone they are looked for as a name may have them.
  const telling = wanted.filter((row) => !row.isStop)
  const used = telling.length > 0 ? telling : wanted
  if (used.length === 0) return null
  const without = asked.filter((row) => row.isWithout && row.queries.length > 0)
  const any = used.map(either).join(' | ')
  const positive = how === 'all' ? used.map(either).join(' & ') : `(${any})`
  const query = [positive, ...without.map((row) => `!${either(row)}`)].join(' & ')
  const asOne = used.map((row) => ({ query: either(row), tells: Math.log(2 + row.total / (1 + row.rows)) }))
  // In how many texts a word stands that the index leaves out says nothing of how often it has it: hardly ever.
  const estimate = telling.length > 0 ? estimated(used, how) : 0
  const { total = 0, configs = [] } = used[0] ?? {}
  return { query, any, estimate, total, configs, terms: asOne }
}

function either({ queries }: TermRow): string {
  return `(${queries.map((one) => `(${one})`).join(' | ')})`
}

/** As if words came independently of each other. */
function estimated(used: readonly TermRow[], how: 'all' | 'any'): number {
  const total = Math.max(1, used[0]?.total ?? 1)
  const shares = used.map(({ rows }) => Math.min(1, rows / total))
  return how === 'any'
    ? total * shares.reduce((sum, share) => sum + share, 0)
    : total * shares.reduce((product, share) => product * share, 1)
}

/** The condition that the row `s` of the index has it. Without the index of words, where rows are read from the newest on. */
export function hasWords(matching: Matching, { byIndex }: { byIndex: boolean }): RawBuilder<boolean> {
  return byIndex ? sql`s.words @@ ${matching.query}::tsquery` : sql`(s.words @@ ${matching.query}::tsquery) is true`
}

/** What has all of it in its title; for a person, in their name. */
export function inTitle(query: string): string {
  return query.replace(/('(?:[^']|'')*')(:\*)?/g, (_, word, begun) => `${word}${begun ?? ':'}A`)
}

/** Which of these folded words a query would mark. */
export async function markedAmong(look: Look, matching: Matching, words: readonly string[]): Promise<Set<string>> {
  const found = await rows(look, () => z.object({ word: z.string() }))`
    select t.word from unnest(${words}::text[]) as t (word)
    where exists (
      select from unnest(${matching.configs}::regconfig[]) as c (config) where to_tsvector(c.config, t.word) @@ ${matching.any}::tsquery)`
  return new Set(found.map(({ word }) => word))
}
