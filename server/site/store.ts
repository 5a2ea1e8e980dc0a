/**
 * Writes of the site itself.
 */
import type { Work } from '#server/platform/work.ts'

/** Notes that a restored copy is the site now. @returns whether it was a copy */
export async function saveGoingLive(work: Work): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('site')
    .set({ went_live_at: work.now })
    .where('restored_from', 'is not', null)
    .where('went_live_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
