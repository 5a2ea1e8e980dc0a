/**
 * The leaders of a cohort write its letter. While the cohort runs it goes at once to those who have none.
 */
import { pathInto } from '#server/communities/room.ts'
import { letterWritten } from '#server/people/activities.ts'
import { cohortEnded } from '#server/people/courses/course.ts'
import { type CohortRef, findCohortToWrite, type OneCohort } from '#server/people/courses/find-cohort.ts'
import { type LetterText, saveLetter } from '#server/people/courses/letter-store.ts'
import { renderLetter } from '#server/people/courses/render-letter.ts'
import { sendLetters } from '#server/people/courses/send-letters.ts'
import type { Actor } from '#server/platform/actor.ts'
import { refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Replaces the letter. An empty one is none.
 * @returns how many it went to just now
 * @refuses not_found · forbidden · community_archived · cohort_ended · input_invalid (an address outside the community)
 */
export async function writeLetter(
  work: Work,
  actor: Actor,
  asked: OneCohort & LetterText,
): Promise<CohortRef & { mails: number }> {
  const { head, cohort, ref } = await findCohortToWrite(work, actor, asked)
  if (cohort.state === 'ended') refuse(cohortEnded)
  const { letter, todo } = asked
  const todoPath = validPath(head.slug, asked, work.platform.config.publicUrl)
  await saveLetter(work, cohort.id, { letter, todo, todoPath }, await renderLetter(letter))
  await work.record(letterWritten, { communityId: head.id, by: actor, objectId: cohort.id })
  const isSent = cohort.state === 'running' && head.status === 'active' && letter !== ''
  return { ...ref, mails: isSent ? await sendLetters(work, actor, head, cohort.id) : 0 }
}

function validPath(slug: string, { todo, todoPath }: LetterText, publicUrl: string): string {
  if (todoPath === '') return ''
  if (todo === '') refuseFields({ todo: { says: 'Say what there is to do.' } })
  return (
    pathInto(slug, publicUrl, todoPath) ??
    refuseFields({ todoPath: { says: 'Give an address inside this community, as it stands in your browser.' } })
  )
}
