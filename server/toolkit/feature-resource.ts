/**
 * The featured strip: up to six resources in front, in an order, each perhaps until a day.
 */
import { findCommunity } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, no, refuseFields, type Verdict, yes } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { lockFeatured, saveFeatured } from '#server/toolkit/featured-store.ts'
import { mayEdit } from '#server/toolkit/policy.ts'
import type { WhichResource } from '#server/toolkit/remove-resource.ts'
import {
  featuredFull,
  mostFeatured,
  notOpenYet,
  type ResourceReceipt,
  receiptOf,
  stateOf,
} from '#server/toolkit/resource.ts'
import { type HeldResource, lockResource, momentsOf } from '#server/toolkit/store.ts'

export interface FeatureResource extends WhichResource {
  /** From 1; at the end where it is not said. */
  readonly place: number | null
  /** A moment on the actor's clock, or with an offset; null for as long as nobody changes it. */
  readonly until: string | null
}

/**
 * Puts a resource into the strip, or to another place in it.
 * @refuses not_found · forbidden · community_archived · not_open · featured_full · input_invalid where it would be over already
 */
export async function featureResource(work: Work, actor: Actor, asked: FeatureResource): Promise<ResourceReceipt> {
  const community = await findCommunity(work, actor, asked.community)
  const resource = await lockResource(work, actor, community, asked.resource)
  insist(mayEdit(actor, community))
  const strip = await lockFeatured(work, community.id)
  const others = strip.filter((id) => id !== resource.id)
  insist(validPlace(resource, others, work.now))
  const [until = null] = await momentsOf(work, actor.zone, [asked.until])
  if (until && until <= work.now) refuseFields({ until: { says: 'This day is over.' } })
  const place = Math.min(asked.place ?? others.length + 1, others.length + 1)
  await saveFeatured(work, community.id, others.toSpliced(place - 1, 0, resource.id), { id: resource.id, until })
  await work.record({
    communityId: community.id,
    actorId: personIdOf(actor),
    verb: 'resource.featured',
    objectKind: 'resource',
    objectId: resource.id,
  })
  return receiptOf(community.slug, resource)
}

/**
 * Takes a resource out of the strip; does nothing where it is not in it.
 * @refuses not_found · forbidden · community_archived
 */
export async function unfeatureResource(work: Work, actor: Actor, which: WhichResource): Promise<ResourceReceipt> {
  const community = await findCommunity(work, actor, which.community)
  const resource = await lockResource(work, actor, community, which.resource)
  insist(mayEdit(actor, community))
  const strip = await lockFeatured(work, community.id)
  if (!strip.includes(resource.id)) return receiptOf(community.slug, resource)
  await saveFeatured(
    work,
    community.id,
    strip.filter((id) => id !== resource.id),
    null,
  )
  await work.record({
    communityId: community.id,
    actorId: personIdOf(actor),
    verb: 'resource.unfeatured',
    objectKind: 'resource',
    objectId: resource.id,
  })
  return receiptOf(community.slug, resource)
}

function validPlace(resource: HeldResource, others: readonly string[], now: Date): Verdict<true> {
  if (stateOf(resource, now) !== 'open') return no(notOpenYet)
  return others.length < mostFeatured ? yes(true) : no(featuredFull)
}
