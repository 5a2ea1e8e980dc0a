/**
 * Writes of who blocked whom.
 */
import type { Work } from '#server/platform/work.ts'

/** Blocks somebody; a second time changes nothing. */
export async function saveBlock(work: Work, blockerId: string, blockedId: string): Promise<void> {
  await work.tx
    .insertInto('person_block')
    .values({ blocker_id: blockerId, blocked_id: blockedId })
    .onConflict((same) => same.doNothing())
    .execute()
}

/** Takes a block back, where there is one. */
export async function dropBlock(work: Work, blockerId: string, blockedId: string): Promise<void> {
  await work.tx
    .deleteFrom('person_block')
    .where('blocker_id', '=', blockerId)
    .where('blocked_id', '=', blockedId)
    .execute()
}
