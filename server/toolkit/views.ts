/**
 * The Toolkit as people read it: its list with filters, the featured strip, what is new. Each function is one query.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { CommunityHead } from '#server/communities/room.ts'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import { hasWords, type Matching, mostCandidates } from '#server/platform/search/reads-query.ts'
import type { Look } from '#server/platform/work.ts'
import { seesAll } from '#server/toolkit/policy.ts'
import { cachedRows } from '#server/toolkit/reads-lists.ts'
import { isVisible } from '#server/toolkit/reads-visible.ts'
import {
  type FileView,
  fileAddress,
  fileView,
  mostFeatured,
  type ResourceItem,
  resourceItemView,
  resourceKinds,
  resourcesPerPage,
  stateOf,
} from '#server/toolkit/resource.ts'

/** The order of a list: newest first, by title, or most discussed first. */
export const toolkitSorts = ['new', 'title', 'talk'] as const
export type ToolkitSort = (typeof toolkitSorts)[number]

/** The filter of a list. `topic` is a topic's slug, or `none` for resources without one; `closed` means members do not see it. */
export const toolkitFilter = z.object({
  words: z.string(),
  kind: z.enum(resourceKinds).nullable(),
  topic: z.string().nullable(),
  show: z.enum(['all', 'closed']),
  sort: z.enum(toolkitSorts),
})
export type ToolkitFilter = z.infer<typeof toolkitFilter>
/** The filter with what finds its words; without, where none were typed; null, where they ask for nothing. */
export type ToolkitNarrowed = ToolkitFilter & { readonly matching?: Matching | null }

const storedFile = fileView.omit({ address: true }).nullable()

/** An item before its addresses are known, and its state. */
export const itemRow = resourceItemView.omit({ thumbnail: true, state: true, featured: true }).extend({
  file: storedFile,
  status: z.enum(['draft', 'published']),
  publishFrom: z.date().nullable(),
  publishUntil: z.date().nullable(),
  suggestedAt: z.date().nullable(),
  thankedWhy: z.string().nullable(),
  thumbnailId: z.string().nullable(),
  previewId: z.string().nullable(),
  place: z.number().nullable(),
  placeUntil: z.date().nullable(),
})

/** How much is said of a resource, where that is open to members. */
function repliesTo(alias: string): RawBuilder<number> {
  const [id, isOpen] = [sql.ref(`${alias}.id`), sql.ref(`${alias}.is_open`)]
  return sql`coalesce((select t.reply_count from thread t where t.entry_id = ${id} and not t.is_off and ${isOpen}), 0)`
}

/** Before a query of items: the topics of their community, read once for all of them. */
export function withShelf({ id }: Pick<CommunityHead, 'id'>): RawBuilder<unknown> {
  return sql`with shelf as materialized (
    select id, parent_id, name, slug, position from topic_shown where community_id = ${id} and list = 'toolkit')`
}

/** A file as it lies there, from its row. */
export function fileAs(alias: string): RawBuilder<unknown> {
  const of = (column: string) => sql.ref(`${alias}.${column}`)
  return sql`case when ${of('id')} is not null then json_build_object('id', ${of('id')}, 'name', ${of('name')},
    'mediaType', ${of('media_type')}, 'bytes', ${of('bytes')}) end`
}

/** What an item is read from. */
export const itemJoins = sql`resource_shown r
  left join file f on f.id = r.file_id
  left join person adder on adder.id = r.created_by`

/** The columns of an item, from {@link itemJoins} after {@link withShelf}. */
export const itemColumns = sql`
  r.id, r.kind, r.title, r.summary, r.authors, r.address, r.status, r.publish_from as "publishFrom", r.publish_until as "publishUntil",
  r.suggested_at as "suggestedAt", r.thanked_why as "thankedWhy", r.listed_at as "createdAt", r.thumbnail_file_id as "thumbnailId",
  r.featured_position as place, r.featured_until as "placeUntil", ${fileAs('f')} as file,
  (select p.id from file p where p.preview_of = f.id) as "previewId", ${repliesTo('r')} as replies,
  case when adder.id is not null then json_build_object('id', adder.id, 'name', adder.name) end as "addedBy",
  coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name, 'slug', t.slug) order by t.parent_id nulls first, t.position, t.id)
    from entry_topic x join shelf t on t.id = x.topic_id where x.entry_id = r.id), '[]') as topics`

/** An item from its row, with the row's further columns. */
export function itemOf<R extends z.infer<typeof itemRow>>(row: R, now: Date) {
  const { status, publishFrom, publishUntil, suggestedAt, thankedWhy, ...shown } = row
  const { file, thumbnailId, previewId, place, placeUntil, ...said } = shown
  return {
    ...said,
    file: withAddress(file),
    thumbnail: addressOfFile(thumbnailId ?? previewId),
    state: stateOf({ status, publishFrom, publishUntil, suggestedAt, thankedWhy }, now),
    featured: place === null ? null : { place, until: placeUntil },
  }
}

/** A file with the address it is read from. */
export function withAddress(file: z.infer<typeof storedFile>): FileView | null {
  return file && { ...file, address: fileAddress(file.id) }
}

/** The address of a file, where there is one. */
export function addressOfFile(id: string | null): string | null {
  return id === null ? null : fileAddress(id)
}

/** A page of resources after one of them (null: from the beginning), and the id to send for the next page. */
export async function listResources(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  filter: ToolkitNarrowed,
  after: string | null,
): Promise<{ items: ResourceItem[]; next: string | null }> {
  const read = (isForThem: RawBuilder<unknown> = isForReader('r', actor)) => rows(look, itemRow)`
    ${withShelf(community)} select ${itemColumns} from ${itemJoins}
    where ${isListed(actor, community, filter, isForThem)}
      and ${after ? comesAfter(filter.sort, community, after) : sql`true`}
    order by ${orders[filter.sort]} limit ${resourcesPerPage + 1}`
  const isForAll = !seesAll(actor, community) && filter.matching === undefined && filter.sort !== 'talk'
  const name = JSON.stringify([filter.sort, filter.kind, filter.topic, after])
  const found = isForAll ? await cachedRows(look, actor, community, name, read) : await read()
  const items = found.slice(0, resourcesPerPage).map((row) => itemOf(row, look.now))
  return { items, next: found.length > resourcesPerPage ? (items.at(-1) as ResourceItem).id : null }
}

const orders: Record<ToolkitSort, RawBuilder<unknown>> = {
  new: sql`r.listed_at desc, r.id desc`,
  title: sql`r.title collate "und-x-icu", r.id`,
  talk: sql`${repliesTo('r')} desc, r.listed_at desc, r.id desc`,
}

/** The resources after a given one, in an order. */
function comesAfter(sort: ToolkitSort, community: CommunityHead, id: string): RawBuilder<unknown> {
  const of = sql`from resource_entry a where a.id = ${id} and a.community_id = ${community.id}`
  if (sort === 'title') return sql`(r.title collate "und-x-icu", r.id) > (select a.title, a.id ${of})`
  if (sort === 'talk')
    return sql`(${repliesTo('r')}, r.listed_at, r.id) < (select ${repliesTo('a')}, a.listed_at, a.id ${of})`
  return sql`(r.listed_at, r.id) < (select a.listed_at, a.id ${of})`
}

/** How many resources a filter leaves. */
export async function countResources(look: Look, actor: Actor, community: CommunityHead, filter: ToolkitNarrowed) {
  const { n } = await onlyRow(look, () => z.object({ n: z.number() }))`
    select count(*) as n from resource_shown r where ${isListed(actor, community, filter, isForReader('r', actor))}`
  return n
}

function isListed(actor: Actor, community: CommunityHead, filter: ToolkitNarrowed, isForThem: RawBuilder<unknown>) {
  const terms = [sql`r.community_id = ${community.id}`, isVisible(actor, community, isForThem)]
  if (filter.show === 'closed') terms.push(sql`not r.is_open`)
  if (filter.kind) terms.push(sql`r.kind = ${filter.kind}`)
  if (filter.matching !== undefined) terms.push(filter.matching ? saysIt(community, filter.matching) : sql`false`)
  if (filter.topic === 'none') {
    terms.push(
      sql`not exists (select from entry_topic x join topic_shown t on t.id = x.topic_id
        where x.entry_id = r.id and t.list = 'toolkit')`,
    )
  } else if (filter.topic) {
    // The ids first, as an array of their own: so the planner begins at the topic, not at each resource.
    terms.push(sql`r.id in (select x.entry_id from entry_topic x where x.topic_id = any(array(
      select t.id from topic_shown t left join topic_shown p on p.id = t.parent_id
      where t.community_id = ${community.id} and t.list = 'toolkit' and ${filter.topic} in (t.slug, p.slug))))`)
  }
  return sql.join(terms, sql` and `)
}

/** The resource itself or a file of it has the words; what is said about it does not count. */
function saysIt(community: CommunityHead, matching: Matching): RawBuilder<unknown> {
  // Where half of everything has them, each resource is asked in turn.
  const isCommon = matching.estimate > mostCandidates
  const has = sql`s.part <> 'post' and ${hasWords(matching, { byIndex: !isCommon })}`
  return isCommon
    ? sql`exists (select from search_row s where s.entry_id = r.id and ${has})`
    : sql`r.id in (select s.entry_id from search_row s where s.community_id = ${community.id} and ${has})`
}

/** The featured strip as members see it: resources that are open and have not expired, in order. */
export async function featuredResources(look: Look, actor: Actor, community: CommunityHead): Promise<ResourceItem[]> {
  const read = (isForThem: RawBuilder<unknown>) => rows(look, itemRow)`
    ${withShelf(community)} select ${itemColumns} from ${itemJoins}
    where r.id in (select id from resource where community_id = ${community.id} and featured_position is not null)
      and r.is_open and ${isForThem}
      and (r.featured_until is null or r.featured_until > app_now())
    order by r.featured_position, r.id limit ${mostFeatured}`
  const found = await cachedRows(look, actor, community, 'featured', read)
  return found.map((row) => itemOf(row, look.now))
}

/** The newest resources of the Toolkit, as members see them. */
export async function latestResources(look: Look, actor: Actor, community: CommunityHead, limit: number) {
  const read = (isForThem: RawBuilder<unknown>) => rows(look, itemRow)`
    ${withShelf(community)} select ${itemColumns} from ${itemJoins}
    where r.community_id = ${community.id} and r.is_open and ${isForThem}
    order by r.listed_at desc, r.id desc limit ${limit}`
  const found = await cachedRows(look, actor, community, `latest ${limit}`, read)
  return found.map((row) => itemOf(row, look.now))
}
