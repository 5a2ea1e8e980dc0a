/** A member opens a circle; who looks after it, and who leads the community, changes and archives it. */
import { findCommunity, type InCommunity } from '#server/communities/room.ts'
import { circleArchivedAct, circleChanged, circleOpened, circleReturned } from '#server/people/activities.ts'
import { circleAddress } from '#server/people/circles/circle.ts'
import { mayRun, mayTakePart } from '#server/people/circles/policy.ts'
import {
  type CircleText,
  changeCircle,
  lockCircle,
  saveCircle,
  saveCircleArchived,
} from '#server/people/circles/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export interface OneCircle extends InCommunity {
  readonly circle: string
}

/** Where a circle is. */
export interface CircleRef {
  readonly id: string
  readonly name: string
  readonly address: string
}

/** @refuses not_found · forbidden · community_archived */
export async function openCircle(
  work: Work,
  actor: Actor,
  { community, name, about, joining }: InCommunity & CircleText,
) {
  const head = await findCommunity(work, actor, community)
  const by = insist(mayTakePart(actor, head))
  const id = await saveCircle(work, head.id, by, { name, about, joining })
  work.touchPerson(by)
  await work.record(circleOpened, { communityId: head.id, by: actor, objectId: id })
  return { id, name, address: circleAddress(head.slug, { id, name }) }
}

/** The circle an act is about, locked, with its community. @refuses not_found */
export async function findCircle(work: Work, actor: Actor, asked: OneCircle) {
  const head = await findCommunity(work, actor, asked.community)
  const circle = (await lockCircle(work, head.id, asked.circle, personIdOf(actor))) ?? refuse(notFound)
  const { id, name } = circle
  return { head, circle, ref: { id, name, address: circleAddress(head.slug, circle) } }
}

/** The same for those who run it. @refuses not_found · forbidden · community_archived */
export async function findCircleToRun(work: Work, actor: Actor, asked: OneCircle) {
  const found = await findCircle(work, actor, asked)
  insist(mayRun(actor, found.head, found.circle))
  return found
}

/** @refuses not_found · forbidden · community_archived */
export async function editCircle(work: Work, actor: Actor, asked: OneCircle & CircleText): Promise<CircleRef> {
  const { head, circle } = await findCircleToRun(work, actor, asked)
  const { name, about, joining } = asked
  await changeCircle(work, circle.id, { name, about, joining })
  await work.record(circleChanged, { communityId: head.id, by: actor, objectId: circle.id })
  return { id: circle.id, name, address: circleAddress(head.slug, { id: circle.id, name }) }
}

/** It takes nobody and nothing new any more; its people read what there is. @refuses not_found · forbidden · community_archived */
export async function archiveCircle(work: Work, actor: Actor, asked: OneCircle): Promise<CircleRef> {
  const { head, circle, ref } = await findCircleToRun(work, actor, asked)
  await saveCircleArchived(work, circle.id, 'archived')
  await work.record(circleArchivedAct, { communityId: head.id, by: actor, objectId: circle.id })
  return ref
}

/** @refuses not_found · forbidden · community_archived */
export async function returnCircle(work: Work, actor: Actor, asked: OneCircle): Promise<CircleRef> {
  const { head, circle, ref } = await findCircleToRun(work, actor, asked)
  await saveCircleArchived(work, circle.id, 'open')
  await work.record(circleReturned, { communityId: head.id, by: actor, objectId: circle.id })
  return ref
}
