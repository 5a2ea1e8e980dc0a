/** What is recorded of courses and cohorts. */
import { z } from 'zod'
import { joinedCohort, leftCohort } from '#server/people/notices.ts'
import { peopleOfIt } from '#server/people/reads-recipients.ts'
import { activity } from '#server/platform/activity.ts'

const people = { personIds: z.array(z.string()) }
const teacher = { personId: z.string() }

export const courseAdded = activity('course.added', 'course')
export const courseChanged = activity('course.changed', 'course')
export const courseArchived = activity('course.archived', 'course')
export const courseReturned = activity('course.returned', 'course')

export const cohortAdded = activity('cohort.added', 'cohort')
export const cohortChanged = activity('cohort.changed', 'cohort')
export const cohortStarted = activity('cohort.started', 'cohort', { people: z.number() })
export const cohortEnded = activity('cohort.ended', 'cohort', { people: z.number(), left: z.array(z.string()) })
export const cohortResumed = activity('cohort.resumed', 'cohort', { people: z.number() })

/** On the list of a cohort that is still prepared, and off it: its people hear nothing. */
export const cohortListed = activity('cohort.listed', 'cohort', people)
export const cohortUnlisted = activity('cohort.unlisted', 'cohort', people)
export const cohortJoined = activity('cohort.joined', 'cohort', people, [{ recipients: peopleOfIt, as: joinedCohort }])
export const cohortLeft = activity('cohort.left', 'cohort', people, [{ recipients: peopleOfIt, as: leftCohort }])

export const teacherAdded = activity('cohort.teacher_added', 'cohort', teacher)
export const teacherRemoved = activity('cohort.teacher_removed', 'cohort', teacher)
export const letterWritten = activity('cohort.letter_written', 'cohort')
export const letterSent = activity('cohort.letter_sent', 'cohort', { mails: z.number() })
export const alumniChosen = activity('community.alumni_chosen', 'community', { keep: z.enum(['yes', 'no']) })
