/**
 * Takes a resource out of the Toolkit, and brings it back.
 */

import { findCommunity } from '#server/communities/room.ts'
import { changeDiscussion } from '#server/discussions/room.ts'
import { removeEntry } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { resourceRemoved, resourceReturned } from '#server/toolkit/activities.ts'
import { mayRemove } from '#server/toolkit/policy.ts'
import { publishResource } from '#server/toolkit/publish-resource.ts'
import { addressTaken, type ResourceReceipt, receiptOf } from '#server/toolkit/resource.ts'
import type { WhichResource } from '#server/toolkit/resource-input.ts'
import { lockAddress, lockRemoved, lockResource, readPlace, saveUnlisted } from '#server/toolkit/store.ts'

/**
 * Removes a resource with its discussion; both can come back.
 * @refuses not_found · forbidden · community_archived
 */
export async function removeResource(work: Work, actor: Actor, which: WhichResource): Promise<ResourceReceipt> {
  const community = await findCommunity(work, actor, which.community)
  const resource = await lockResource(work, actor, community, which.resource)
  insist(mayRemove(actor, community, resource))
  await removeEntry(work, resource.id, { by: personIdOf(actor) })
  await goWithEntry(work, resource.id, 'removed')
  await work.record(resourceRemoved, { communityId: community.id, by: actor, objectId: resource.id })
  return receiptOf(community.slug, resource)
}

/**
 * Brings a removed resource back as it was, but not into the featured strip.
 * @refuses not_found · forbidden · community_archived · address_taken where its address was added again meanwhile
 */
export async function returnResource(work: Work, actor: Actor, which: WhichResource): Promise<ResourceReceipt> {
  const community = await findCommunity(work, actor, which.community)
  const resource = await lockRemoved(work, actor, community, which.resource)
  insist(mayRemove(actor, community, resource))
  await removeEntry(work, resource.id, null)
  await goWithEntry(work, resource.id, 'back')
  await publishResource(work, actor, community, resource)
  await work.record(resourceReturned, { communityId: community.id, by: actor, objectId: resource.id })
  return receiptOf(community.slug, resource)
}

/**
 * What goes with the entry of a resource, and comes back with it, whoever removed it.
 * @refuses address_taken where its address was added again meanwhile
 */
export async function goWithEntry(work: Work, id: string, is: 'removed' | 'back'): Promise<void> {
  const { communityId, address } = await readPlace(work, id)
  if (is === 'back' && address && (await lockAddress(work, { communityId, address, notId: id }))) refuse(addressTaken)
  await saveUnlisted(work, id, is)
  await changeDiscussion(work, id, {})
}
