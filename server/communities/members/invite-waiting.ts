/** Strangers who were added beyond the daily limit get their invitation when the next day's limit allows. */
import { inviteFor } from '#server/communities/members/invite-members.ts'
import { listWaiting } from '#server/communities/members/reads-strangers.ts'
import { lockCommunity } from '#server/communities/store.ts'
import type { Work } from '#server/platform/work.ts'

/** Invites as many as it may, in every open community, in the name of the person who added people there last. */
export async function inviteWaiting(work: Work): Promise<void> {
  for (const { id, locale, addedBy, isFree } of await listWaiting(work)) {
    await lockCommunity(work, id)
    await inviteFor(work, { id, locale }, { leaderId: addedBy, terms: isFree ? 'free' : 'bound' })
  }
}
