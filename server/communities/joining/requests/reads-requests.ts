/**
 * The requests that wait in a community, and in all whose members somebody looks after.
 */
import { z } from 'zod'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** How many wait. */
export async function countRequests(look: Look, communityId: string): Promise<number> {
  const { count } = await onlyRow(look, () => z.object({ count: z.number() }))`
    select count(*)::int as count from join_request_waiting where community_id = ${communityId}`
  return count
}

export const waitingRequests = z.object({ slug: z.string(), name: z.string(), waiting: z.number() })
type WaitingRequests = z.infer<typeof waitingRequests>

/** Of these open communities, those in which somebody waits. */
export function listWaitingRequests(look: Look, communityIds: readonly string[]): Promise<WaitingRequests[]> {
  return rows(look, waitingRequests)`
    select c.slug, c.name, count(*)::int as waiting
    from join_request_waiting w join community_shown c on c.id = w.community_id and c.status = 'active'
    where c.id = any(${[...communityIds]}::uuid[])
    group by c.id, c.slug, c.name order by c.name collate "und-x-icu", c.id`
}
