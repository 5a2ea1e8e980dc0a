/** What is recorded of courses and cohorts. */
import { z } from 'zod'
import {
  approvedForCircle,
  askedForCircle,
  declinedForCircle,
  endedCohort,
  joinedCohort,
  leftCohort,
  preparedHandOver,
  removedFromCircle,
} from '#server/people/notices.ts'
import { leadersOfCohort, peopleOfCohort, peopleOfIt, whoLooksAfterCircle } from '#server/people/reads-recipients.ts'
import { activity } from '#server/platform/activity.ts'

const people = { personIds: z.array(z.string()) }
const teacher = { personId: z.string() }

export const courseAdded = activity('course.added', 'course', {}, [], { says: 'Added a course' })
export const courseChanged = activity('course.changed', 'course', {}, [], { says: 'Changed a course' })
export const courseArchived = activity('course.archived', 'course', {}, [], { says: 'Archived a course' })
export const courseReturned = activity('course.returned', 'course', {}, [], {
  says: 'Took a course out of the archive',
})

export const cohortAdded = activity('cohort.added', 'cohort', {}, [], { says: 'Added a cohort' })
export const cohortChanged = activity('cohort.changed', 'cohort', {}, [], { says: 'Changed a cohort' })
export const cohortStarted = activity('cohort.started', 'cohort', { people: z.number() }, [], {
  says: 'Started a cohort',
  keeps: ['people'],
})
export const cohortEnded = activity(
  'cohort.ended',
  'cohort',
  { people: z.number(), left: z.array(z.string()) },
  [{ recipients: peopleOfCohort, as: endedCohort }],
  { says: 'Ended a cohort', keeps: ['people'] },
)
export const cohortResumed = activity('cohort.resumed', 'cohort', { people: z.number() }, [], {
  says: 'Let a cohort run again',
  keeps: ['people'],
})

/** On the list of a cohort that is still prepared, and off it: its people hear nothing. */
export const cohortListed = activity('cohort.listed', 'cohort', people, [], {
  says: 'Put people on the list of a cohort',
})
export const cohortUnlisted = activity('cohort.unlisted', 'cohort', people, [], {
  says: 'Took somebody off the list of a cohort',
})
export const cohortJoined = activity(
  'cohort.joined',
  'cohort',
  people,
  [{ recipients: peopleOfIt, as: joinedCohort }],
  { says: 'Added people to a running cohort' },
)
export const cohortLeft = activity('cohort.left', 'cohort', people, [{ recipients: peopleOfIt, as: leftCohort }], {
  says: 'Took somebody out of a cohort',
})

export const teacherAdded = activity('cohort.teacher_added', 'cohort', teacher, [], {
  says: 'Added a teacher to a cohort',
})
export const teacherRemoved = activity('cohort.teacher_removed', 'cohort', teacher, [], {
  says: 'Removed a teacher from a cohort',
})
export const letterWritten = activity('cohort.letter_written', 'cohort', {}, [], {
  says: 'Wrote the letter of a cohort',
})
export const letterSent = activity('cohort.letter_sent', 'cohort', { mails: z.number() }, [], {
  says: 'Sent the letter of a cohort',
  keeps: ['mails'],
})
export const handOverPrepared = activity('cohort.hand_over_prepared', 'cohort', {}, [
  { recipients: leadersOfCohort, as: preparedHandOver },
])
export const handOverChosen = activity(
  'cohort.hand_over_chosen',
  'cohort',
  { entries: z.number(), people: z.number() },
  [],
  { says: 'Chose what a cohort sees of earlier ones', keeps: ['entries', 'people'] },
)
export const alumniChosen = activity('community.alumni_chosen', 'community', { keep: z.enum(['yes', 'no']) }, [], {
  says: 'Chose what happens when a cohort ends',
  keeps: ['keep'],
})

/** Somebody has the people of a file brought in; its lines, and what became of each, are kept with the file. */
export const importStarted = activity('people_import.started', 'people_import', { lines: z.number() }, [], {
  says: 'Began to bring in people from a file',
  keeps: ['lines'],
})
/** All of them are in; those named were added or changed by it. */
export const importDone = activity(
  'people_import.done',
  'people_import',
  { ...people, added: z.number(), updated: z.number() },
  [],
  { says: 'Brought in people from a file', keeps: ['added', 'updated'] },
)
export const importInvited = activity('people_import.invited', 'people_import', { people: z.number() }, [], {
  says: 'Invited the people of a file',
  keeps: ['people'],
})

export const feedAdded = activity('people_feed.added', 'people_feed', {}, [], { says: 'Added a people feed' })
export const feedChanged = activity('people_feed.changed', 'people_feed', {}, [], { says: 'Changed a people feed' })
export const feedRemoved = activity('people_feed.removed', 'people_feed', {}, [], { says: 'Removed a people feed' })
/** A file of a feed ran by itself; `gone` lost what the feed gave, `closed` of them their account. */
export const feedRan = activity(
  'people_feed.ran',
  'people_feed',
  { added: z.number(), updated: z.number(), gone: z.number(), closed: z.number() },
  [],
  { says: 'Brought in people by a feed', keeps: ['added', 'updated', 'gone', 'closed'] },
)
/** So many people were missing from a file that it waits for a press, or nothing of it could be used. */
export const feedHeld = activity('people_feed.held', 'people_feed', { gone: z.number(), brought: z.number() }, [], {
  says: 'Stopped the file of a feed, as too many people were missing from it',
  keeps: ['gone', 'brought'],
})
export const feedFailed = activity('people_feed.failed', 'people_feed', {}, [], {
  says: 'Could not use the file of a people feed',
})
export const feedWentOn = activity('people_feed.went_on', 'people_feed', { gone: z.number() }, [], {
  says: 'Let the file of a people feed go on',
  keeps: ['gone'],
})
export const feedFileDropped = activity('people_feed.file_dropped', 'people_feed', { gone: z.number() }, [], {
  says: 'Dropped the file of a people feed',
  keeps: ['gone'],
})

export const circleOpened = activity('circle.opened', 'circle')
export const circleChanged = activity('circle.changed', 'circle')
export const circleArchivedAct = activity('circle.archived', 'circle')
export const circleReturned = activity('circle.returned', 'circle')
export const circleJoined = activity('circle.joined', 'circle')
export const circleLeft = activity('circle.left', 'circle')
export const circleAsked = activity('circle.asked', 'circle', {}, [
  { recipients: whoLooksAfterCircle, as: askedForCircle },
])
export const circleRequestWithdrawn = activity('circle.request_withdrawn', 'circle')
export const circleApproved = activity('circle.approved', 'circle', people, [
  { recipients: peopleOfIt, as: approvedForCircle },
])
export const circleDeclined = activity('circle.declined', 'circle', people, [
  { recipients: peopleOfIt, as: declinedForCircle },
])
export const circleRemoved = activity('circle.removed', 'circle', people, [
  { recipients: peopleOfIt, as: removedFromCircle },
])
