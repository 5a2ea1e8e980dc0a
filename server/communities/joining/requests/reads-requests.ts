/**
 * The requests that wait in a community.
 */
import { z } from 'zod'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** How many wait. */
export async function countRequests(look: Look, communityId: string): Promise<number> {
  const { count } = await onlyRow(look, () => z.object({ count: z.number() }))`
    select count(*)::int as count from join_request_waiting where community_id = ${communityId}`
  return count
}
