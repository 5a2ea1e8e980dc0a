/** Entries whose text is a body, as people see them. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { mayArrange, mayWrite } from '#server/bodies/policy.ts'
import { type Written, type WrittenItem, writtenItemView, writtenView } from '#server/bodies/written.ts'
import type { CommunityHead } from '#server/communities/room.ts'
import { hiddenColumn, isForReader, isNotHidden, readersColumn } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import { eachByVersion, openVersionCache } from '#server/platform/version-cache.ts'
import type { Look } from '#server/platform/work.ts'

/** Entries on one page of a list. */
const perPage = 30

/** What all its readers see. The address depends on the community's slug; what a reader may do depends on the reader. */
const shared = writtenView.omit({ address: true, can: true })
type Shared = z.infer<typeof shared>
type CommunityRef = Pick<CommunityHead, 'id' | 'slug'>

const person = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.id`)} is not null
    then json_build_object('id', ${sql.ref(`${alias}.id`)}, 'name', ${sql.ref(`${alias}.name`)}, 'photo', ${sql.ref(`${alias}.image`)}) end`
const itemColumns = sql`e.id, e.kind, e.title, b.saved_at as "savedAt", ${readersColumn('e')} as readers`
/** Who wrote a body `b` lately. */
const writersColumn = sql`array(
  select ${person('w')}
  from (
    select author_id, max(version) as last
    from (select author_id, version from body_version where body_id = b.id order by version desc limit 20) lately
    group by 1 order by 2 desc limit 4
  ) v
  join person w on w.id = v.author_id order by v.last desc) as "wroteLately"`

const itemRow = writtenItemView.omit({ address: true, wroteLately: true }).extend({ version: z.string() })
type Writers = WrittenItem['wroteLately']

/** Who wrote entries lately, for everybody to whom a list has just shown the entry. */
const writersOfBodies = openVersionCache<Writers>({
  mostBytes: 4_000_000,
  bytesOf: (people) => 200 + 300 * people.length,
})

/** The entries of one kind in a community, latest written first; with `after` those after that one. */
export async function listWritten(
  look: Look,
  actor: Actor,
  community: CommunityRef,
  { kind, after = null, limit = perPage }: { kind: string; after?: string | null; limit?: number },
): Promise<{ items: WrittenItem[]; next: string | null }> {
  const isAfter =
    after === null
      ? sql`true`
      : sql`(e.listed_at, e.id) < (select x.listed_at, x.id from entry x where x.id = ${after}::uuid)`
  const found = await rows(look, itemRow)`
    select ${itemColumns}, concat(b.version, ' ', (select people_version from site)) as version from (
      select e.* from entry_open e
      where e.community_id = ${community.id} and e.kind = ${kind} and ${isForReader('e', actor)} and ${isAfter}
      order by e.listed_at desc, e.id desc limit ${sql.lit(limit + 1)}
    ) e join body_now b on b.entry_id = e.id
    order by e.listed_at desc, e.id desc`
  const shown = found.slice(0, limit)
  const versions = new Map(shown.map(({ id, version }) => [id, version]))
  const wrote = await eachByVersion(look, writersOfBodies, versions, (ids) => readWriters(look, ids))
  const items = shown.map(({ version: _, ...row }) => ({
    ...row,
    address: addressOf(look, community, row),
    wroteLately: wrote.get(row.id) ?? [],
  }))
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null }
}

async function readWriters(look: Look, entryIds: readonly string[]): Promise<ReadonlyMap<string, Writers>> {
  const found = await rows(look, () => writtenItemView.pick({ id: true, wroteLately: true }))`
    select b.entry_id as id, ${writersColumn} from body b where b.entry_id = any(${entryIds}::uuid[])`
  return new Map(found.map(({ id, wroteLately }) => [id, wroteLately]))
}

/**
 * One entry of a kind, or of any kind where none is given, in a community the actor may read.
 * @refuses not_found
 */
export async function findWritten(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  which: { kind?: string; id: string },
): Promise<Written> {
  return (await seekWritten(look, actor, community, which)) ?? refuse(notFound)
}

/** The same; null where it is not there for this actor, or has no text yet. */
export async function seekWritten(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  { kind, id }: { kind?: string; id: string },
): Promise<Written | null> {
  const which = sql`e.id = ${id} and e.kind = coalesce(${kind ?? null}, e.kind) and e.community_id = ${community.id} and ${isForReader('e', actor)}
    and ${isNotHidden('e', actor)}`
  const written = await readWritten(look, which)
  if (!written) return null
  const facts = factsOf(written)
  const can = { write: mayWrite(actor, community, facts).ok, arrange: mayArrange(actor, community, facts).ok }
  return { ...written, address: addressOf(look, community, written), can }
}

/**
 * The same, for an actor who wants to write it, or to change who may write it.
 * @refuses not_found · forbidden · community_archived
 */
export async function findToWrite(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  which: { kind: string; id: string },
): Promise<Written> {
  const written = await findWritten(look, actor, community, which)
  if (!written.can.arrange) insist(mayWrite(actor, community, factsOf(written)))
  return written
}

/** One entry as all its readers see it, one that is hidden too; null where there is none. */
export async function readWritten(look: Look, which: RawBuilder<unknown>): Promise<Shared | null> {
  const [row] = await rows(look, shared)`
    select ${itemColumns}, ${writersColumn}, e.language, ${hiddenColumn('e')} as hidden, b.id as "bodyId", b.source, b.html, b.version, b.writers,
      ${person('s')} as "savedBy", ${person('o')} as owner, array(
        select json_build_object('id', w.id, 'name', w.name, 'photo', w.image, 'handle', w.handle)
        from body_writer x join person w on w.id = x.person_id and w.removed_at is null
        where x.body_id = b.id order by w.name) as named
    from entry_there e join body_now b on b.entry_id = e.id
    left join person s on s.id = b.author_id
    left join person o on o.id = b.owner_id and o.removed_at is null
    where ${which}`
  return row ?? null
}

function addressOf({ platform }: Look, { slug }: CommunityRef, entry: Pick<Shared, 'kind' | 'id' | 'title'>): string {
  return platform.declared.kinds.get(entry.kind)?.address(slug, entry) ?? `/c/${slug}`
}

function factsOf({ owner, writers, named }: Pick<Written, 'owner' | 'writers' | 'named'>) {
  return { ownerId: owner?.id ?? null, writers, named: named.map(({ id }) => id) }
}

/**
 * A removed entry, with its owner.
 * @refuses not_found
 */
export async function findRemovedWritten(
  look: Look,
  community: CommunityRef,
  { kind, id }: { kind: string; id: string },
): Promise<{ id: string; ownerId: string | null }> {
  const [row] = await rows(look, () => z.object({ id: z.string(), ownerId: z.string().nullable() }))`
    select e.id, b.owner_id as "ownerId" from entry e join body b on b.entry_id = e.id
    where e.id = ${id} and e.kind = ${kind} and e.community_id = ${community.id} and e.removed_at is not null`
  return row ?? refuse(notFound)
}
