/**
 * By what people find each other in a community: languages, zone, fields of the site, what they contributed, and what one of two can
 * teach the other.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { CommunityHead } from '#server/communities/community.ts'
import { fieldIsFor, languagesCalled } from '#server/identity/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalLine } from '#server/platform/http/input.ts'
import { idFrom } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import { parseQuery } from '#server/platform/search/query.ts'
import { hasWords, type Matching } from '#server/platform/search/reads-query.ts'
import { patternsFor } from '#server/platform/words.ts'
import type { Look } from '#server/platform/work.ts'

/** What is known of one member beside their profile. */
export const knownView = z.object({
  languages: z.array(z.string()),
  timeZone: z.string().nullable(),
  /** Do they want to learn what the reader knows? */
  learnsYours: z.boolean(),
  /** Can they be asked about what the reader wants to learn? */
  knowsYours: z.boolean(),
  /** Their posts and entries that all members may read. */
  contributions: z.number(),
  /** What they say in fields of the site that the reader may see. */
  custom: z.array(z.object({ label: z.string(), value: z.string() })),
})
export type Known = z.infer<typeof knownView>
export const nothingKnown: Known = {
  languages: [],
  timeZone: null,
  learnsYours: false,
  knowsYours: false,
  contributions: 0,
  custom: [],
}

/** What the list can be narrowed by, of what is known of its members. */
export const facetsView = z.object({
  /** The languages that somebody here speaks. */
  languages: z.array(z.string()),
  /** The time zones of the members, if they have none of their own that of the community. */
  zones: z.array(z.string()),
  /** Fields of the site with what several people say in them, the most frequent first. */
  fields: z.array(z.object({ id: z.string(), label: z.string(), values: z.array(z.string()) })),
  /** How many others want to learn what the reader knows. */
  learners: z.number(),
  /** How many others can be asked about what the reader wants to learn. */
  guides: z.number(),
})

type Facets = z.infer<typeof facetsView>
/** For a reader who narrows nothing. */
export const nothingToNarrow: Facets = { languages: [], zones: [], fields: [], learners: 0, guides: 0 }

export const facetsInput = {
  /** A two-letter code. */
  language: z.string().max(8).catch('').default(''),
  /** A time zone (IANA). */
  zone: z.string().max(100).catch('').default(''),
  /** `learn`: members who want to learn what the reader knows; `know`: those who know what the reader wants to learn. */
  match: z.enum(['learn', 'know', '']).catch('').default(''),
  /** A field of the site and what it says: its id, a dot, and the value. */
  having: optionalLine(330).catch(''),
}

const mine = (actor: Actor, column: 'asks' | 'learns') =>
  sql`(select me.${sql.id(column)} from person me where me.id = ${personIdOf(actor)}::uuid)`
const learnsYours = (actor: Actor) =>
  sql`(p.id is distinct from ${personIdOf(actor)}::uuid and coalesce(p.learns && ${mine(actor, 'asks')}, false))`
const knowsYours = (actor: Actor) =>
  sql`(p.id is distinct from ${personIdOf(actor)}::uuid and coalesce(p.asks && ${mine(actor, 'learns')}, false))`

/** The condition that the reader of a community's members may see a field f. */
function seesField(actor: Actor, { id }: CommunityHead): RawBuilder<unknown> {
  return fieldIsFor(actor, sql`${may(actor, 'manage_members', id)}::boolean`)
}

/**
 * Search finds the words in the profile; or each of them is somewhere in it, in the name of their zone or of a language they speak,
 * or in a field that the reader may see.
 * @param matching what finds the words in the way of search
 */
export function matchingAll(
  actor: Actor,
  community: CommunityHead,
  q: string,
  matching: Matching | null,
): RawBuilder<unknown> {
  if (q.trim() === '') return sql`true`
  const found = matching
    ? sql`p.id in (select s.id from search_row s where s.part = 'person' and ${hasWords(matching, { byIndex: true })})`
    : sql`false`
  // Quotes and what must not be there are for search alone.
  const isPlain = parseQuery(q).terms.every((term) => !term.isWithout && !term.isQuoted)
  return isPlain ? sql`(${found} or ${saidSomewhere(actor, community, q)})` : found
}

function saidSomewhere(actor: Actor, community: CommunityHead, q: string): RawBuilder<unknown> {
  const patterns = patternsFor(q)
  const said = sql`p.words || ' ' || folded(replace(coalesce(p.time_zone, ''), '_', ' ')) || coalesce((
    select ' ' || string_agg(v.words, ' ') from profile_value v join profile_field f on f.id = v.field_id
    where v.person_id = p.id and ${seesField(actor, community)}), '')`
  const each = patterns.map((pattern) => {
    const languages = languagesCalled(pattern.slice(1, -1))
    return languages.length > 0
      ? sql`(${said} like ${pattern} or p.languages && ${languages}::text[])`
      : sql`${said} like ${pattern}`
  })
  return sql.join(each, sql` and `)
}

/** The list as it was narrowed. What is asked of a field that the reader may not see finds nobody (see `readFacets` for those offered). */
export function narrowed(
  actor: Actor,
  community: CommunityHead,
  { language, zone, match, having }: Record<'language' | 'zone' | 'match' | 'having', string>,
): RawBuilder<unknown> {
  const conditions = [sql`true`]
  if (language) conditions.push(sql`p.languages @> array[${language}]::text[]`)
  if (zone) conditions.push(sql`coalesce(p.time_zone, ${community.zone}) = ${zone}`)
  if (match === 'learn') conditions.push(learnsYours(actor))
  if (match === 'know') conditions.push(knowsYours(actor))
  const [field, value] = [having.slice(0, having.indexOf('.')), having.slice(having.indexOf('.') + 1)]
  if (having)
    conditions.push(sql`exists (select from profile_value v join profile_field f on f.id = v.field_id
      where v.person_id = p.id and v.field_id = ${idFrom(field)}::uuid and v.value = ${value} and ${seesField(actor, community)})`)
  return sql.join(conditions, sql` and `)
}

/** What the members of a community can be narrowed by. One statement. */
export function readFacets(look: Look, actor: Actor, community: CommunityHead): Promise<Facets> {
  return onlyRow(look, facetsView)`
    with here as (
      select p.* from membership_shown m join person p on p.id = m.person_id
      where m.community_id = ${community.id} and p.removed_at is null
    )
    select array(select distinct l from here p, unnest(p.languages) l order by 1) as languages,
      array(select distinct coalesce(p.time_zone, ${community.zone}) from here p order by 1) as zones,
      (select count(*)::int from here p where ${learnsYours(actor)}) as learners,
      (select count(*)::int from here p where ${knowsYours(actor)}) as guides,
      coalesce((
        select json_agg(json_build_object('id', g.id, 'label', g.label, 'values', g.said) order by g.place, g.id)
        from (
          select f.id, f.label, f.place, array(
            select v.value from profile_value v join here p on p.id = v.person_id where v.field_id = f.id
            group by 1 having count(*) > 1 order by count(*) desc, 1 limit 20) as said
          from profile_field f where ${seesField(actor, community)}
        ) g where cardinality(g.said) > 0), '[]') as fields`
}

const knownRow = knownView.extend({ personId: z.string() })

/** What is known of these members, by id. One statement. */
export async function readKnown(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  members: readonly { readonly personId: string }[],
): Promise<Map<string, Known>> {
  const ids = members.map(({ personId }) => personId)
  const found = await rows(look, knownRow)`
    with written as (
      select x.author_id, count(*) as n from (
        select p.author_id from post p join thread t on t.id = p.thread_id join entry_open e on e.id = t.entry_id
          where p.author_id = any(${ids}::uuid[]) and p.community_id = ${community.id} and p.removed_at is null and e.audience_id is null
        union all
        select e.author_id from entry_open e
          where e.community_id = ${community.id} and e.author_id = any(${ids}::uuid[]) and e.audience_id is null
            -- A discussion of its own begins with a post, which is counted already.
            and not exists (select from thread own where own.id = e.id)
      ) x group by 1
    )
    select p.id as "personId", p.languages, p.time_zone as "timeZone", ${learnsYours(actor)} as "learnsYours",
      ${knowsYours(actor)} as "knowsYours", coalesce(w.n, 0)::int as contributions, coalesce((
        select json_agg(json_build_object('label', f.label, 'value', v.value) order by f.place, f.id)
        from profile_value v join profile_field f on f.id = v.field_id
        where v.person_id = p.id and ${seesField(actor, community)}), '[]') as custom
    from person p left join written w on w.author_id = p.id where p.id = any(${ids}::uuid[])`
  return new Map(found.map(({ personId, ...known }) => [personId, known]))
}
