/** What was read on the page of its entry is read in the inbox too, for good. */
import { saveEntryReadings } from '#server/notices/store.ts'
import type { Work } from '#server/platform/work.ts'

/** Takes over the readings of the last hour. @returns how many notices were marked */
export async function noteReadings(work: Work): Promise<number> {
  return saveEntryReadings(work)
}
