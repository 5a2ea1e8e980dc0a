/**
 * Courses and cohorts: what they are, where they are, and the rules that need nothing else.
 */
import { addressPart } from '#server/platform/ids.ts'
import { refusal } from '#server/platform/refuse.ts'

export const cohortStates = ['prepared', 'running', 'ended'] as const
export type CohortState = (typeof cohortStates)[number]

/** The hour of the day, in the community's zone, from which a cohort starts by itself. */
export const startHour = 8

export const longestLetter = 20_000

export const endsBeforeStart = { says: 'A cohort can’t end before it starts. Choose a later last day.' }

export const courseInUse = refusal(
  'course_in_use',
  409,
  'A cohort of this course is still running. End it first, then archive the course.',
)
export const courseArchived = refusal(
  'course_archived',
  409,
  'This course is archived. Nothing was changed. Take the course out of the archive first.',
)
export const cohortRunning = refusal('cohort_running', 409, 'This cohort is running already. Nothing was changed.')
export const cohortNotRunning = refusal('cohort_not_running', 409, 'Only a cohort that is running can be ended.')
export const cohortEnded = refusal(
  'cohort_ended',
  409,
  'This cohort has ended, so its people can’t be changed. Let it run again first.',
)
export const noLetterWaits = refusal('no_letter_waits', 409, 'No letter of this cohort waits, so nothing was sent.')
export const enoughLettersForToday = refusal(
  'enough_letters_for_today',
  409,
  'No letter was sent: only so many a day go to people who have never been here. Try again tomorrow.',
)
export const communityNotOpen = refusal(
  'community_not_open',
  409,
  'A cohort starts once its community is open. Open the community first. The cohort keeps its people.',
)

/** Where a thing with a name is. */
interface Named {
  readonly id: string
  readonly name: string
}

/** The courses of a community. */
export function coursesAddress(slug: string): string {
  return `/c/${slug}/courses`
}

/** One course. */
export function courseAddress(slug: string, { id, name }: Named): string {
  return `${coursesAddress(slug)}/${addressPart(name, id)}`
}

/** One cohort. */
export function cohortAddress(slug: string, { id, name }: Named): string {
  return `/c/${slug}/cohorts/${addressPart(name, id)}`
}

/** A day of the calendar as text (`2026-12-07`), or null where none is set. */
export type Day = string | null

/** Does it end before it starts? */
export function isBackwards({ startsOn, endsOn }: { startsOn: Day; endsOn: Day }): boolean {
  return startsOn !== null && endsOn !== null && endsOn < startsOn
}
