/**
 * Somebody asks to join a community, or takes that back.
 */
import { z } from 'zod'
import { requestSent, requestWithdrawn } from '#server/communities/activities.ts'
import type { InCommunity } from '#server/communities/input.ts'
import { type Joinable, joinableView } from '#server/communities/joining/joining.ts'
import { mayAsk } from '#server/communities/joining/policy.ts'
import { requestMail } from '#server/communities/joining/requests/mails.ts'
import { answerersOf } from '#server/communities/joining/requests/reads-recipients.ts'
import { noRequestWaits } from '#server/communities/joining/requests/request.ts'
import { saveRequest, saveWithdrawn } from '#server/communities/joining/requests/store.ts'
import { findJoinable } from '#server/communities/joining/views.ts'
import { lockCommunity } from '#server/communities/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { optionalProse } from '#server/platform/http/input.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import { forbidden, insist, refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** The most characters of an answer to the leaders' question. */
export const longestAnswer = 2000

export const askInput = z.object({ answer: optionalProse(longestAnswer) })

export const askedView = joinableView.extend({
  /** False where a request waited already, which stays as it was. */
  isSent: z.boolean(),
})
type Asked = z.infer<typeof askedView>

/**
 * Sends a request to those who look after members. A second one while the first waits changes nothing and tells nobody.
 * @refuses not_found · member_already · joining_not_open_yet · joining_archived · joining_closed · joining_open · input_invalid
 */
export async function askToJoin(
  work: Work,
  actor: Actor,
  { community: slug, answer }: InCommunity & z.infer<typeof askInput>,
): Promise<Asked> {
  const personId = personIdOf(actor) ?? refuse(forbidden)
  // Under the lock, so that a community that closes in this moment gets no request any more.
  await lockCommunity(work, (await findJoinable(work, actor, slug)).id)
  const community = await findJoinable(work, actor, slug)
  insist(mayAsk(community))
  const { id: communityId, question } = community
  if (question && !answer) refuseFields({ answer: { says: 'Please answer the question of the leaders.' } })
  const id = await saveRequest(work, { communityId, personId, question, answer })
  if (id === null) return { ...community, isSent: false }
  const requestId = await work.record(requestSent, { communityId, by: actor, objectId: id })
  await queueMailing(work, requestMail, answerersOf(communityId), {
    about: { kind: 'join_request', id, causeId: requestId },
    communityId,
    payload: { requestId: id },
  })
  return { ...(await findJoinable(work, actor, slug)), isSent: true }
}

/**
 * Takes one's request back.
 * @refuses not_found · no_request_waits
 */
export async function withdrawRequest(work: Work, actor: Actor, { community: slug }: InCommunity): Promise<Joinable> {
  const personId = personIdOf(actor) ?? refuse(forbidden)
  const { id: communityId } = await findJoinable(work, actor, slug)
  await lockCommunity(work, communityId)
  const id = (await saveWithdrawn(work, communityId, personId)) ?? refuse(noRequestWaits)
  await work.record(requestWithdrawn, { communityId, by: actor, objectId: id })
  return findJoinable(work, actor, slug)
}
