/** The thread below an entry, for whoever names the entry. */
import { z } from 'zod'
import { isCalled } from '#server/communities/room.ts'
import { readableBy } from '#server/discussions/reads-access.ts'
import type { ThreadRef } from '#server/discussions/store.ts'
import { isForReader, isNotHidden } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/**
 * The thread below an entry.
 * @refuses not_found
 */
export async function findThreadBelow(
  look: Look,
  actor: Actor,
  { community, entryId }: { readonly community: string; readonly entryId: string },
): Promise<ThreadRef> {
  const [row] = await rows(look, () => z.object({ thread: z.string() }))`
    select t.id as thread from thread_there t join community_shown c on c.id = t.community_id
    where t.entry_id = ${entryId} and ${isCalled(community)} and ${readableBy(actor)} and ${isForReader('t', actor)}
      and ${isNotHidden('t', actor)}`
  return { community, thread: row?.thread ?? refuse(notFound) }
}
