/**
 * Somebody who asked to join became a member in another way: nobody has to answer their request any more.
 */
import { requestOvertaken } from '#server/communities/activities.ts'
import { saveOvertaken } from '#server/communities/joining/requests/store.ts'
import type { Work } from '#server/platform/work.ts'

/** @param personIds those who have just become members */
export async function overtakeRequests(work: Work, communityId: string, personIds: readonly string[]): Promise<void> {
  if (personIds.length === 0) return
  for (const id of await saveOvertaken(work, communityId, personIds))
    await work.record(requestOvertaken, { communityId, by: null, objectId: id })
}
