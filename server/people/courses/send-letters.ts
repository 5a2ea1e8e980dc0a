/**
 * The letter of a running cohort goes to each of its people who has not got it. A second call sends nothing.
 */
import { inviteByLetter } from '#server/communities/room.ts'
import { letterSent } from '#server/people/activities.ts'
import type { CohortCommunity } from '#server/people/courses/community-store.ts'
import { letterMail } from '#server/people/courses/letter-mail.ts'
import { readWithoutLetter, saveLetterSent } from '#server/people/courses/letter-store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Call it with the community locked, while it is open and the cohort runs. People new to the site beyond the day's number
 * wait for the next day.
 * @returns how many letters were queued
 */
export async function sendLetters(
  work: Work,
  by: Actor | null,
  head: CohortCommunity,
  cohortId: string,
): Promise<number> {
  const waiting = await readWithoutLetter(work, cohortId)
  if (waiting.length === 0) return 0
  const { known, strangers } = await inviteByLetter(work, by, head, waiting)
  const invitedBy = by && personIdOf(by)
  const mail = (people: readonly string[], isNew: boolean) =>
    queueMailing(work, letterMail, people, {
      about: { kind: 'cohort', id: cohortId },
      communityId: head.id,
      payload: { cohortId, invitedBy, isNew },
      locale: head.locale,
    })
  const mails = (await mail(known, false)) + (await mail(strangers, true))
  await saveLetterSent(work, cohortId, [...known, ...strangers])
  if (mails > 0) await work.record(letterSent, { communityId: head.id, by, objectId: cohortId, facts: { mails } })
  return mails
}
