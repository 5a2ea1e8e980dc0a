/**
 * Writes and locked reads of courses and cohorts.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { cohortStates, type Day } from '#server/people/courses/course.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

export interface CourseText {
  readonly name: string
  readonly description: string
  /** Where it is taken; empty where it has no address. */
  readonly takenAt: string
}

const courseRow = z.object({ id: z.string(), name: z.string(), isArchived: z.boolean(), running: z.number() })
export type CourseRow = z.infer<typeof courseRow>

/** Saves a new course. @returns its id */
export async function saveCourse(work: Work, communityId: string, { takenAt, ...text }: CourseText): Promise<string> {
  const row = { community_id: communityId, ...text, address: takenAt }
  const { id } = await work.tx.insertInto('course').values(row).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Changes a course. */
export async function changeCourse(work: Work, id: string, { takenAt, ...text }: CourseText): Promise<void> {
  await work.tx
    .updateTable('course')
    .set({ ...text, address: takenAt })
    .where('id', '=', id)
    .execute()
}

/** Archives a course, or takes it out of the archive. */
export async function saveArchived(work: Work, id: string, is: 'archived' | 'open'): Promise<void> {
  const archivedAt = is === 'archived' ? sql<Date>`app_now()` : null
  await work.tx.updateTable('course').set({ archived_at: archivedAt }).where('id', '=', id).execute()
}

/** Locks a course, with how many of its cohorts run; null where this community has none of that id. */
export async function lockCourse(work: Work, communityId: string, id: string): Promise<CourseRow | null> {
  const [row] = await rows(work, courseRow)`
    select c.id, c.name, c.archived_at is not null as "isArchived",
      (select count(*) from cohort h where h.course_id = c.id and h.state = 'running') as running
    from course c where c.community_id = ${communityId} and c.id = ${id} for update of c`
  return row ?? null
}

export interface CohortText {
  readonly name: string
  readonly courseVersion: string
  readonly startsOn: Day
  readonly endsOn: Day
}

function columnsOf({ name, courseVersion, startsOn, endsOn }: CohortText) {
  return { name, version: courseVersion, starts_on: startsOn, ends_on: endsOn }
}

/** Saves a new cohort, prepared. @returns its id */
export async function saveCohort(
  work: Work,
  of: { readonly communityId: string; readonly courseId: string },
  text: CohortText,
): Promise<string> {
  const row = { community_id: of.communityId, course_id: of.courseId, ...columnsOf(text) }
  const { id } = await work.tx.insertInto('cohort').values(row).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Changes a cohort. */
export async function changeCohort(work: Work, id: string, text: CohortText): Promise<void> {
  await work.tx.updateTable('cohort').set(columnsOf(text)).where('id', '=', id).execute()
}

export const cohortRow = z.object({
  id: z.string(),
  name: z.string(),
  courseId: z.string(),
  state: z.enum(cohortStates),
  isCourseArchived: z.boolean(),
  hasLetter: z.boolean(),
  keepsAlumni: z.boolean(),
})
export type CohortRow = z.infer<typeof cohortRow>

/** What is read of a cohort. */
export const cohortColumns = sql`
  select h.id, h.name, h.course_id as "courseId", h.state, c.archived_at is not null as "isCourseArchived",
    h.letter <> '' as "hasLetter", m.keeps_alumni as "keepsAlumni"
  from cohort h join course c on c.id = h.course_id join community_shown m on m.id = h.community_id`

/** Locks a cohort; null where this community has none of that id. */
export async function lockCohort(work: Work, communityId: string, id: string): Promise<CohortRow | null> {
  const [row] = await rows(work, cohortRow)`
    ${cohortColumns} where h.community_id = ${communityId} and h.id = ${id} for update of h`
  return row ?? null
}

/** The cohort starts, or runs again. */
export async function saveRunning(work: Work, id: string): Promise<void> {
  const began = sql<Date>`coalesce(started_at, app_now())`
  const set = { state: 'running' as const, started_at: began, ended_at: null }
  await work.tx.updateTable('cohort').set(set).where('id', '=', id).execute()
}

/** The cohort ends; those who are no members by it any more have left it before. */
export async function saveEnd(work: Work, id: string): Promise<void> {
  await sql`
    update cohort_person p set left_at = app_now()
    where p.cohort_id = ${id} and p.left_at is null
      and not exists (select from cohort_people o where o.cohort_id = p.cohort_id and o.person_id = p.person_id)`.execute(
    work.tx,
  )
  await work.tx.updateTable('cohort').set({ state: 'ended', ended_at: sql`app_now()` }).where('id', '=', id).execute()
}

/** Puts people on the list of a cohort. @returns the ids of those who did not belong to it before */
export async function saveCohortPeople(
  work: Work,
  of: { readonly communityId: string; readonly cohortId: string },
  people: { readonly ids: readonly string[]; readonly addedBy: string | null },
): Promise<string[]> {
  const ids = [...people.ids]
  const found = await rows(work, idRow)`
    select p.id from person p
    where p.id = any(${ids}::uuid[]) and p.removed_at is null and not exists (
      select from cohort_people o where o.cohort_id = ${of.cohortId} and o.person_id = p.id)`
  const fresh = found.map(({ id }) => id)
  await sql`
    insert into cohort_person (community_id, cohort_id, person_id, added_by)
    select ${of.communityId}::uuid, ${of.cohortId}::uuid, person_id, ${people.addedBy}::uuid
    from unnest(${fresh}::uuid[]) as person_id
    on conflict (cohort_id, person_id) do update
      set added_by = excluded.added_by, added_at = app_now(), left_at = null`.execute(work.tx)
  return fresh
}

/** Takes somebody off the list of a cohort. @returns their name; null where they do not belong to it */
export async function dropCohortPerson(work: Work, cohortId: string, personId: string): Promise<string | null> {
  const [row] = await rows(work, () => z.object({ name: z.string() }))`
    select p.name from cohort_people o join person p on p.id = o.person_id
    where o.cohort_id = ${cohortId} and o.person_id = ${personId}`
  if (row) await dropCohortPeople(work, cohortId, [personId])
  return row?.name ?? null
}

/** Takes people off the list of a cohort. */
export async function dropCohortPeople(work: Work, cohortId: string, personIds: readonly string[]): Promise<void> {
  await work.tx
    .deleteFrom('cohort_person')
    .where('cohort_id', '=', cohortId)
    .where('person_id', '=', sql<string>`any(${[...personIds]}::uuid[])`)
    .execute()
}

/** The people of a cohort as it stands, of this community. */
export async function readCohortPeople(look: Look, communityId: string, cohortId: string): Promise<string[]> {
  const found = await rows(look, idRow)`
    select p.id from cohort_people o join person p on p.id = o.person_id and p.removed_at is null
    where o.community_id = ${communityId} and o.cohort_id = ${cohortId}`
  return found.map(({ id }) => id)
}

/** Those of these people who are members of the community. */
export async function readMembersAmong(look: Look, communityId: string, personIds: readonly string[]) {
  const found = await rows(look, idRow)`
    select p.id from membership_shown m join person p on p.id = m.person_id and p.removed_at is null
    where m.community_id = ${communityId} and m.person_id = any(${[...personIds]}::uuid[])`
  return found.map(({ id }) => id)
}

/** Says that somebody teaches a cohort. */
export async function saveTeacher(work: Work, of: { communityId: string; cohortId: string }, personId: string) {
  await work.tx
    .insertInto('cohort_teacher')
    .values({ community_id: of.communityId, cohort_id: of.cohortId, person_id: personId })
    .onConflict((on) => on.doNothing())
    .execute()
}

/** Says that they do not. @returns their name; null where they did not teach it */
export async function dropTeacher(work: Work, cohortId: string, personId: string): Promise<string | null> {
  const [row] = await rows(work, () => z.object({ name: z.string() }))`
    delete from cohort_teacher t using person p
    where p.id = t.person_id and t.cohort_id = ${cohortId} and t.person_id = ${personId} returning p.name`
  return row?.name ?? null
}

/** Does this person teach the cohort? */
export async function isTaughtBy(look: Look, cohortId: string, personId: string | null): Promise<boolean> {
  const { taught } = await onlyRow(look, () => z.object({ taught: z.boolean() }))`
    select exists (select from cohort_teacher t where t.cohort_id = ${cohortId} and t.person_id = ${personId}::uuid) as taught`
  return taught
}

/** Do the people of a cohort stay members when it ends? */
export async function saveKeepsAlumni(work: Work, communityId: string, keep: 'yes' | 'no'): Promise<void> {
  await work.tx
    .updateTable('community')
    .set({ keeps_alumni: keep === 'yes' })
    .where('id', '=', communityId)
    .execute()
}

const dueCohort = z.object({ id: z.string(), communityId: z.string() })

function readDue(look: Look, which: RawBuilder<unknown>) {
  return rows(look, dueCohort)`
    select h.id, h.community_id as "communityId"
    from cohort h join community_shown m on m.id = h.community_id join course c on c.id = h.course_id
    where m.status = 'active' and c.archived_at is null and ${which} order by h.starts_on, h.id`
}

/** Prepared cohorts of open communities whose day has come, from this hour on, as long as their last day is not over. */
export function listDue(look: Look, hour: number) {
  return readDue(
    look,
    sql`h.state = 'prepared' and (h.starts_on + make_time(${hour}::int, 0, 0)) at time zone m.time_zone <= app_now()
      and coalesce((h.ends_on + 1 + time '00:00') at time zone m.time_zone > app_now(), true)`,
  )
}

/** Running cohorts of which somebody has not got the letter. */
export function listWithoutLetter(look: Look) {
  return readDue(
    look,
    sql`h.state = 'running' and h.letter <> '' and exists (
      select from cohort_people o where o.cohort_id = h.id and o.letter_at is null)`,
  )
}
