/**
 * Writes of the charter.
 */
import type { StoredCharter } from '#server/communities/charter/charter.ts'
import type { Work } from '#server/platform/work.ts'

/** Replaces all texts of a charter, and the purpose. */
export async function saveCharter(
  work: Work,
  communityId: string,
  purpose: string,
  charter: StoredCharter,
): Promise<void> {
  await work.tx
    .updateTable('community')
    .set({ purpose, charter: JSON.stringify(charter) })
    .where('id', '=', communityId)
    .execute()
}
