/** A notice that was read on its entry's page is marked read in the inbox too. */
import { saveEntryReadings } from '#server/notices/store.ts'
import type { Work } from '#server/platform/work.ts'

/** Takes over the readings of the last hour. @returns how many notices were marked */
export async function noteReadings(work: Work): Promise<number> {
  return saveEntryReadings(work)
}
