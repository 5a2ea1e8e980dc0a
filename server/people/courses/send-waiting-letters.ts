/**
 * The letters of a running cohort that were kept while no mail could leave go out after all.
 */
import { letterSent } from '#server/people/activities.ts'
import { noLetterWaits } from '#server/people/courses/course.ts'
import { type CohortRef, findCohortToWrite, type OneCohort } from '#server/people/courses/find-cohort.ts'
import { sendKeptLetters } from '#server/people/courses/waiting-store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { mailMode, mailWaits } from '#server/platform/mail/mail-mode.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Each person gets at most the one letter that was kept. People who left or want no letters get none.
 * @refuses not_found · forbidden · community_archived · mail_waits · no_letter_waits
 */
export async function sendWaitingLetters(
  work: Work,
  actor: Actor,
  asked: OneCohort,
): Promise<CohortRef & { mails: number }> {
  const { head, cohort, ref } = await findCohortToWrite(work, actor, asked)
  if (mailMode(work.platform.config, actor.site) !== 'leaves') refuse(mailWaits)
  const mails = cohort.state === 'running' && cohort.hasLetter ? await sendKeptLetters(work, cohort.id) : 0
  if (mails === 0) refuse(noLetterWaits)
  await work.record(letterSent, { communityId: head.id, by: actor, objectId: cohort.id, facts: { mails } })
  return { ...ref, mails }
}
