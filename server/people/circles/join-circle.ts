/** Members come into a circle and leave it. Whoever is out of it reads nothing of it from that moment on. */
import {
  circleApproved,
  circleAsked,
  circleDeclined,
  circleJoined,
  circleLeft,
  circleRemoved,
  circleRequestWithdrawn,
} from '#server/people/activities.ts'
import { notByRequest, onlyByRequest } from '#server/people/circles/circle.ts'
import { mayTakePart, takesPeople } from '#server/people/circles/policy.ts'
import { type CircleRef, findCircle, findCircleToRun, type OneCircle } from '#server/people/circles/run-circle.ts'
import {
  dropCirclePerson,
  dropCircleRequest,
  saveCirclePerson,
  saveCircleRequest,
} from '#server/people/circles/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

type OnePerson = OneCircle & { readonly person: string }

/** Joins an open circle; nothing for who is in it. @refuses not_found · forbidden · community_archived · circle_archived · circle_by_request */
export async function joinCircle(work: Work, actor: Actor, asked: OneCircle): Promise<CircleRef> {
  const { head, circle, ref } = await findCircle(work, actor, asked)
  const personId = insist(mayTakePart(actor, head))
  insist(takesPeople(circle))
  if (circle.isMine) return ref
  if (circle.joining === 'request') refuse(onlyByRequest)
  await saveCirclePerson(work, { communityId: head.id, circleId: circle.id, personId })
  work.touchPerson(personId)
  await work.record(circleJoined, { communityId: head.id, by: actor, objectId: circle.id })
  return ref
}

/** Asks to join; a second request changes nothing. @refuses not_found · forbidden · community_archived · circle_archived · circle_open */
export async function askToJoinCircle(work: Work, actor: Actor, asked: OneCircle): Promise<CircleRef> {
  const { head, circle, ref } = await findCircle(work, actor, asked)
  const personId = insist(mayTakePart(actor, head))
  insist(takesPeople(circle))
  if (circle.isMine) return ref
  if (circle.joining === 'open') refuse(notByRequest)
  if (await saveCircleRequest(work, { communityId: head.id, circleId: circle.id, personId }))
    await work.record(circleAsked, { communityId: head.id, by: actor, objectId: circle.id })
  return ref
}

/** Takes the actor's own request back. @refuses not_found (none waits) */
export async function withdrawCircleRequest(work: Work, actor: Actor, asked: OneCircle): Promise<CircleRef> {
  const { head, circle, ref } = await findCircle(work, actor, asked)
  const personId = personIdOf(actor) ?? refuse(notFound)
  if (!(await dropCircleRequest(work, { communityId: head.id, circleId: circle.id, personId }))) refuse(notFound)
  await work.record(circleRequestWithdrawn, { communityId: head.id, by: actor, objectId: circle.id })
  return ref
}

/** @refuses not_found (they are not in it) */
export async function leaveCircle(work: Work, actor: Actor, asked: OneCircle): Promise<CircleRef> {
  const { head, circle, ref } = await findCircle(work, actor, asked)
  const personId = personIdOf(actor) ?? refuse(notFound)
  if (!(await dropCirclePerson(work, { communityId: head.id, circleId: circle.id, personId }))) refuse(notFound)
  work.touchPerson(personId)
  await work.record(circleLeft, { communityId: head.id, by: actor, objectId: circle.id })
  return ref
}

/** Lets somebody in who asked, or says no. @refuses not_found (no request of theirs waits) · forbidden · community_archived · circle_archived */
export async function answerCircleRequest(
  work: Work,
  actor: Actor,
  asked: OnePerson,
  answer: 'yes' | 'no',
): Promise<CircleRef> {
  const { head, circle, ref } = await findCircleToRun(work, actor, asked)
  const of = { communityId: head.id, circleId: circle.id, personId: asked.person }
  if (answer === 'yes') insist(takesPeople(circle))
  if (!(await dropCircleRequest(work, of))) refuse(notFound)
  if (answer === 'yes') await saveCirclePerson(work, of)
  work.touchPerson(asked.person)
  const about = { communityId: head.id, by: actor, objectId: circle.id, facts: { personIds: [asked.person] } }
  await work.record(answer === 'yes' ? circleApproved : circleDeclined, about)
  return ref
}

/** Takes somebody out. @refuses not_found (they are not in it) · forbidden · community_archived */
export async function removeFromCircle(work: Work, actor: Actor, asked: OnePerson): Promise<CircleRef> {
  const { head, circle, ref } = await findCircleToRun(work, actor, asked)
  const of = { communityId: head.id, circleId: circle.id, personId: asked.person }
  if (!(await dropCirclePerson(work, of))) refuse(notFound)
  work.touchPerson(asked.person)
  const facts = { personIds: [asked.person] }
  await work.record(circleRemoved, { communityId: head.id, by: actor, objectId: circle.id, facts })
  return ref
}
