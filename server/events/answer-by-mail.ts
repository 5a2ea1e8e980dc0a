/** Somebody answers an event from its mail. The link is the right. */
import { eventAnswered } from '#server/events/activities.ts'
import { saveAnswer } from '#server/events/answer-store.ts'
import { type EventAnswer, eventChannel } from '#server/events/event.ts'
import { givePlaces } from '#server/events/give-places.ts'
import {
  type AnswerKey,
  answerOfOther,
  answerUnknown,
  openingsAbout,
  pressAgain,
} from '#server/events/mailed-answer.ts'
import { queueOwnMail } from '#server/events/mails.ts'
import { takesAnswers } from '#server/events/policy.ts'
import { readMailedAnswer } from '#server/events/reads-mailed-answer.ts'
import { lockEvent } from '#server/events/store.ts'
import { type Actor, personIdOf, type SystemActor } from '#server/platform/actor.ts'
import { linkMark, openingsOf } from '#server/platform/mail/acts/openings.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** The program itself, which finds an event for the holder of a link. */
function system(work: Work): SystemActor {
  return {
    kind: 'system',
    reason: 'an answer by mail',
    locale: 'en',
    zone: 'UTC',
    now: work.now,
    site: { name: '', isDemo: false },
  }
}

/**
 * Sets or changes the answer of the person whose link it is.
 * @param code the answer that was marked when the page was opened
 * @refuses event_link_unknown · event_answer_of_other · press_again · community_archived · event_over · event_cancelled
 */
export async function answerByMail(
  work: Work,
  actor: Actor,
  key: AnswerKey,
  { answer, marked }: { readonly answer: EventAnswer; readonly marked: string },
): Promise<{ answer: EventAnswer; waits: boolean }> {
  const signedIn = personIdOf(actor)
  if (signedIn && signedIn !== key.personId) refuse(answerOfOther)
  const view = (await readMailedAnswer(work, key)) ?? refuse(answerUnknown)
  const opening = { of: openingsAbout(key), link: linkMark(marked), at: Date.now() }
  if (openingsOf(work.platform).anotherNear(opening)) refuse(pressAgain)
  const event = await lockEvent(work, system(work), { event: view.id })
  insist(takesAnswers(event, work.now))
  const { waits, before } = await saveAnswer(work, event, key.personId, answer)
  await work.record(eventAnswered, { communityId: event.communityId, by: key.personId, objectId: event.id })
  if (answer !== before) await queueOwnMail(work, event, key.personId, answer)
  await givePlaces(work, event)
  work.touch(eventChannel(event.id))
  return { answer, waits }
}
