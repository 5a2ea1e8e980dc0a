/**
 * Lists of resources that all members see alike, read once for each version of the Toolkit. How much is said of a resource
 * changes more often, so that is asked each time.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { CommunityHead } from '#server/communities/room.ts'
import { postCountsAbout } from '#server/discussions/room.ts'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { onlyRow } from '#server/platform/rows.ts'
import { openVersionCache } from '#server/platform/version-cache.ts'
import type { Look } from '#server/platform/work.ts'
import { readToolkitVersion } from '#server/toolkit/reads-visible.ts'

/** A row as a list has it, whatever else it says. */
interface Row {
  readonly id: string
  readonly replies: number
}

interface CachedList {
  readonly rows: readonly Row[]
  /** When the next resource is shown, withdrawn or featured no more by its date; null for never. */
  readonly until: Date | null
}

/** About as much as a row takes, with its summary and its topics; and as a list takes beside its rows. */
const bytesEach = { row: 3000, list: 1000 }

const lists = openVersionCache<CachedList>({
  mostBytes: 8_000_000,
  bytesOf: ({ rows }) => bytesEach.list + rows.length * bytesEach.row,
})

/**
 * The rows of a list: from the cache where this reader sees just what all members see.
 * @param name which list of this community it is: the same rows for every reader, without drafts and in no order of replies
 * @param read finds the rows of which the condition holds: that a resource `r` is for all, or that it is for this reader
 */
export async function cachedRows<R extends Row>(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  name: string,
  read: (isForThem: RawBuilder<unknown>) => Promise<R[]>,
): Promise<readonly R[]> {
  const key = `${community.id} ${name}`
  const cached = lists.get(look, key)
  const ids = cached?.value.rows.map(({ id }) => id) ?? []
  const [{ version, forSome }, replies] = await Promise.all([
    readToolkitVersion(look, actor, community),
    postCountsAbout(look, ids),
  ])
  // They see a resource that is not for all, so the list is theirs alone.
  if (forSome > 0) return read(isForReader('r', actor))
  if (cached?.version === version && (cached.value.until === null || look.now < cached.value.until))
    return (cached.value.rows as readonly R[]).map((row) => ({ ...row, replies: replies.get(row.id) ?? 0 }))
  const [found, until] = await Promise.all([read(isForAll), readNextDate(look, community)])
  // Anybody can name a topic that is not there, so an empty list takes no room.
  if (found.length > 0) lists.set(look, key, { version, value: { rows: found, until } })
  return found
}

const isForAll = sql`r.audience_id is null`

async function readNextDate(look: Look, community: CommunityHead): Promise<Date | null> {
  // From the moment at which the request began: a date that passes while the rows are read is among them.
  const { until } = await onlyRow(look, () => z.object({ until: z.date().nullable() }))`
    select min(at) as until from resource_shown r, unnest(array[r.publish_from, r.publish_until, r.featured_until]) at
    where r.community_id = ${community.id} and at > ${look.now}::timestamptz`
  return until
}
