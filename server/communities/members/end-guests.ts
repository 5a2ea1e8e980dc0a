/**
 * The membership of guests ends with their last day. They read nothing from that second, as the views of memberships say; this
 * writes it down, and lets their open pages end.
 */
import { guestEnded } from '#server/communities/activities.ts'
import { lockEndedGuests } from '#server/communities/members/guest-store.ts'
import { saveEnded } from '#server/communities/members/store.ts'
import type { Work } from '#server/platform/work.ts'

/** Run twice it changes nothing more. */
export async function endGuests(work: Work): Promise<void> {
  for (const { communityId, personId } of await lockEndedGuests(work)) {
    await saveEnded(work, communityId, [personId], null)
    await work.record(guestEnded, { communityId, by: null, objectId: personId })
    work.touchPerson(personId)
  }
}
