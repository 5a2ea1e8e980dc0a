/**
 * The letters of a running cohort that were kept while no mail could leave go out after all.
 */
import { chooseInvitees } from '#server/communities/room.ts'
import { letterSent } from '#server/people/activities.ts'
import { enoughLettersForToday, noLetterWaits } from '#server/people/courses/course.ts'
import { type CohortRef, findCohortToWrite, type OneCohort } from '#server/people/courses/find-cohort.ts'
import { listKeptReaders, sendKeptLetters } from '#server/people/courses/waiting-store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { mailMode, mailWaits } from '#server/platform/mail/mail-mode.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Each person gets at most the one letter that was kept. People who left or want no letters get none. Of those new to the site
 * as many get it as the day's number allows; the others wait on.
 * @refuses not_found · forbidden · community_archived · mail_waits · no_letter_waits · enough_letters_for_today
 */
export async function sendWaitingLetters(
  work: Work,
  actor: Actor,
  asked: OneCohort,
): Promise<CohortRef & { mails: number }> {
  const { head, cohort, ref } = await findCohortToWrite(work, actor, asked)
  if (mailMode(work.platform.config, actor.site) !== 'leaves') refuse(mailWaits)
  const isSendable = cohort.state === 'running' && cohort.hasLetter
  const readers = isSendable ? await listKeptReaders(work, cohort.id) : []
  if (readers.length === 0) refuse(noLetterWaits)
  const chosen = await chooseInvitees(work, actor, head, readers)
  if (chosen.length === 0) refuse(enoughLettersForToday)
  const mails = await sendKeptLetters(work, cohort.id, chosen)
  await work.record(letterSent, { communityId: head.id, by: actor, objectId: cohort.id, facts: { mails } })
  return { ...ref, mails }
}
