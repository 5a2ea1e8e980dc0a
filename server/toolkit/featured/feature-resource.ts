/**
 * The featured strip: up to six resources in front, in an order, each perhaps until a day.
 */

import { findCommunity, findCommunityToChange, type InCommunity } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type NewOrder, validOrder } from '#server/platform/order.ts'
import { insist, no, refuseFields, type Verdict, yes } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { featuredOrdered, resourceFeatured, resourceUnfeatured } from '#server/toolkit/activities.ts'
import { lockFeatured, saveFeatured } from '#server/toolkit/featured/store.ts'
import { mayEdit } from '#server/toolkit/policy.ts'
import { momentsOf } from '#server/toolkit/publication-store.ts'
import {
  featuredFull,
  mostFeatured,
  notOpenYet,
  type ResourceReceipt,
  receiptOf,
  stateOf,
} from '#server/toolkit/resource.ts'
import type { WhichResource } from '#server/toolkit/resource-input.ts'
import { lockResource, type ResourceRow } from '#server/toolkit/store.ts'

export interface FeatureResource extends WhichResource {
  /** From 1; at the end where it is not said. */
  readonly place: number | null
  /** The one whose place it takes, where the strip is full. */
  readonly replace: string | null
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
  const others = strip.filter((id) => id !== resource.id && id !== asked.replace)
  insist(validPlace(resource, others, work.now))
  const [until = null] = await momentsOf(work, actor.zone, [asked.until])
  if (until && until <= work.now) refuseFields({ until: { says: 'This day is over.' } })
  const taken = strip.indexOf(asked.replace ?? '') + 1
  const place = Math.min(asked.place ?? (taken || others.length + 1), others.length + 1)
  await saveFeatured(work, community.id, others.toSpliced(place - 1, 0, resource.id), { id: resource.id, until })
  await work.record(resourceFeatured, { communityId: community.id, by: actor, objectId: resource.id })
  return receiptOf(community.slug, resource)
}

/**
 * Puts the strip into another order.
 * @refuses not_found · forbidden · community_archived · order_changed · input_invalid
 */
export async function orderFeatured(work: Work, actor: Actor, asked: InCommunity & NewOrder) {
  const community = await findCommunityToChange(work, actor, asked.community, 'edit_toolkit')
  const order = insist(validOrder(await lockFeatured(work, community.id), asked))
  await saveFeatured(work, community.id, order, null)
  await work.record(featuredOrdered, { communityId: community.id, by: actor, objectId: community.id })
  return { slug: community.slug }
}

/**
 * Takes a resource out of the strip; does nothing where it is not in it.
 * @returns where it stood and until when, for bringing it back
 * @refuses not_found · forbidden · community_archived
 */
export async function unfeatureResource(work: Work, actor: Actor, which: WhichResource) {
  const community = await findCommunity(work, actor, which.community)
  const resource = await lockResource(work, actor, community, which.resource)
  insist(mayEdit(actor, community))
  const strip = await lockFeatured(work, community.id)
  const stood = { place: strip.indexOf(resource.id) + 1 || null, until: resource.featuredUntil }
  if (stood.place === null) return { ...receiptOf(community.slug, resource), ...stood }
  await saveFeatured(
    work,
    community.id,
    strip.filter((id) => id !== resource.id),
    null,
  )
  await work.record(resourceUnfeatured, { communityId: community.id, by: actor, objectId: resource.id })
  return { ...receiptOf(community.slug, resource), ...stood }
}

function validPlace(resource: ResourceRow, others: readonly string[], now: Date): Verdict<true> {
  if (stateOf(resource, now) !== 'open') return no(notOpenYet)
  return others.length < mostFeatured ? yes(true) : no(featuredFull)
}
