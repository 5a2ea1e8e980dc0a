/**
 * Those who look after members approve a request to join, or decline it.
 */
import { z } from 'zod'
import { requestApproved, requestDeclined } from '#server/communities/activities.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { approvedMail, declinedMail } from '#server/communities/joining/requests/mails.ts'
import { longestReason, requestSettled } from '#server/communities/joining/requests/request.ts'
import { isRequest, saveAnswered } from '#server/communities/joining/requests/store.ts'
import { markInvited, saveMemberships } from '#server/communities/members/store.ts'
import { findCommunityToChange, lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalProse } from '#server/platform/http/input.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

interface OneRequest extends InCommunity {
  readonly request: string
}

/** What whoever asked is told. */
export const declineInput = z.object({ reason: optionalProse(longestReason) })

/**
 * Makes whoever asked a member, and tells them.
 * @refuses not_found · forbidden · community_archived · request_settled
 */
export async function approveRequest(work: Work, actor: Actor, asked: OneRequest) {
  const answered = await answer(work, actor, asked, { state: 'approved', reason: '' })
  const { communityId, personId } = answered
  const by = personIdOf(actor)
  await saveMemberships(work, { communityId, personIds: [personId], addedBy: by, source: 'request' })
  // The mail that follows takes the place of an invitation.
  await markInvited(work, communityId, [personId])
  await record(work, actor, answered, requestApproved)
  await queueMail(work, approvedMail, { personId }, mailTerms(answered))
  work.touchPerson(personId)
  return { personId, name: answered.name }
}

/**
 * Declines a request. Whoever asked is mailed, with a sentence where one was written.
 * @refuses not_found · forbidden · community_archived · request_settled
 */
export async function declineRequest(work: Work, actor: Actor, asked: OneRequest & z.infer<typeof declineInput>) {
  const answered = await answer(work, actor, asked, { state: 'declined', reason: asked.reason })
  await record(work, actor, answered, requestDeclined)
  await queueMail(work, declinedMail, { personId: answered.personId }, mailTerms(answered))
  return { personId: answered.personId, name: answered.name }
}

interface Answered {
  readonly id: string
  readonly communityId: string
  readonly personId: string
  readonly name: string
}

/** Of two answers at once the second is refused. */
async function answer(
  work: Work,
  actor: Actor,
  asked: OneRequest,
  given: { readonly state: 'approved' | 'declined'; readonly reason: string },
): Promise<Answered> {
  const { id: communityId } = await findCommunityToChange(work, actor, asked.community, 'manage_members')
  await lockCommunity(work, communityId)
  const id = asked.request
  const settled = await saveAnswered(work, { communityId, id, by: personIdOf(actor), ...given })
  if (!settled) return refuse((await isRequest(work, communityId, id)) ? requestSettled : notFound)
  return { id, communityId, ...settled }
}

function record(
  work: Work,
  actor: Actor,
  { communityId, id, personId }: Answered,
  kind: typeof requestApproved | typeof requestDeclined,
) {
  return work.record(kind, { communityId, by: actor, objectId: id, facts: { personId } })
}

function mailTerms({ communityId, id }: Answered) {
  return { about: { kind: 'join_request', id }, communityId, payload: { requestId: id } }
}
