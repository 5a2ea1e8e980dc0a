/**
 * Lists of resources that all members see alike, read once for each version of the Toolkit. How much is said of a resource
 * changes more often, so that is asked each time.
 */
import { z } from 'zod'
import type { CommunityHead } from '#server/communities/room.ts'
import { postCountsAbout } from '#server/discussions/room.ts'
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

interface KeptList {
  readonly rows: readonly Row[]
  /** When the next resource is shown, withdrawn or featured no more by its date; null for never. */
  readonly until: Date | null
}

/** About as much as a row takes, with its summary and its topics. */
const bytesEach = 3000

const lists = openVersionCache<KeptList>({
  mostBytes: 8_000_000,
  bytesOf: ({ rows }) => 200 + rows.length * bytesEach,
})

/**
 * The rows of a list, where the reader sees what all members see; else what `read` finds for them.
 * @param name says which list of this community it is; it must be the same for every reader, without drafts and in no order of replies
 */
export async function keptRows<R extends Row>(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  name: string,
  read: () => Promise<R[]>,
): Promise<readonly R[]> {
  const key = `${community.id} ${name}`
  const kept = lists.find(look, key)
  const ids = kept?.value.rows.map(({ id }) => id) ?? []
  const [{ version, forSome }, replies] = await Promise.all([
    readToolkitVersion(look, actor, community),
    postCountsAbout(look, ids),
  ])
  // They see a resource that is not for all, so the list is theirs alone.
  if (forSome > 0) return read()
  if (kept?.version === version && (kept.value.until === null || look.now < kept.value.until))
    return (kept.value.rows as readonly R[]).map((row) => ({ ...row, replies: replies.get(row.id) ?? 0 }))
  const [found, until] = await Promise.all([read(), readNextDate(look, community)])
  lists.keep(look, key, { version, value: { rows: found, until } })
  return found
}

async function readNextDate(look: Look, community: CommunityHead): Promise<Date | null> {
  const { until } = await onlyRow(look, () => z.object({ until: z.date().nullable() }))`
    select min(at) as until from resource_shown r, unnest(array[r.publish_from, r.publish_until, r.featured_until]) at
    where r.community_id = ${community.id} and at > app_now()`
  return until
}
