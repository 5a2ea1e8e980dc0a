/**
 * Courses and their cohorts, as the people of a community see them. A cohort that is prepared is seen by those who look after
 * the members, and by who teaches it.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type CommunityHead, communityHeadView, findCommunity, type InCommunity } from '#server/communities/room.ts'
import { cohortAddress, cohortStates, courseAddress } from '#server/people/courses/course.ts'
import { pictureAddress } from '#server/people/courses/picture.ts'
import { cohortAbilities, seesPrepared } from '#server/people/courses/policy.ts'
import { keptLettersColumn } from '#server/people/courses/waiting-store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const personRef = z.object({ personId: z.string(), name: z.string(), photo: z.string().nullable() })

const cohortItemView = z.object({
  id: z.string(),
  name: z.string(),
  /** The version of the course that it takes. */
  courseVersion: z.string(),
  /** Its first and last day; null where none is set. */
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  state: z.enum(cohortStates),
  people: z.number(),
  teachers: z.array(personRef),
  /** Is the reader one of its people? */
  isMine: z.boolean(),
  /** Does the reader teach it? */
  isTaught: z.boolean(),
  address: z.string(),
})
export type CohortItem = z.infer<typeof cohortItemView>

const courseView = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string(),
  /** The address where it is taken, anywhere; empty where it has none. */
  takenAt: z.string(),
  isArchived: z.boolean(),
  /** The address of its picture, or null. */
  picture: z.string().nullable(),
  address: z.string(),
  /** The reader's own first, then those that run, those to come, and those that ended. */
  cohorts: z.array(cohortItemView),
})
export type CourseView = z.infer<typeof courseView>

const courseRow = courseView
  .omit({ address: true, cohorts: true })
  .extend({ cohorts: z.array(cohortItemView.omit({ address: true })) })

/** Does the actor teach the cohort `h`? */
const taughtBy = (actor: Actor) =>
  sql`exists (select from cohort_teacher t where t.cohort_id = h.id and t.person_id = ${personIdOf(actor)}::uuid)`

/** May the actor see the cohort `h`? */
const seenBy = (actor: Actor, communityId: string) =>
  sql`(h.state <> 'prepared' or ${seesPrepared(actor, communityId)}::boolean or ${taughtBy(actor)})`

/** The cohorts of a course `c` that the actor may see, as JSON; or only their own. */
function cohortsColumn(actor: Actor, communityId: string, { onlyOwn = false } = {}): RawBuilder<unknown> {
  const me = personIdOf(actor)
  const isTaught = taughtBy(actor)
  const isMine = onlyOwn
    ? sql`true`
    : sql`h.state <> 'prepared' and exists (
    select from cohort_people o where o.cohort_id = h.id and o.person_id = ${me}::uuid)`
  // As cohort_people has it; by these two indexes a count of hundreds takes some pages.
  const peopleOf = sql`case when h.state = 'running' then (select count(*) from membership_source s where s.cohort_id = h.id)
    else (select count(*) from cohort_person o where o.cohort_id = h.id and o.left_at is null) end`
  return sql`coalesce((
    select json_agg(json_build_object('id', h.id, 'name', h.name, 'courseVersion', h.version, 'startsOn', h.starts_on, 'endsOn', h.ends_on,
      'state', h.state, 'people', ${peopleOf},
      'teachers', coalesce((
        select json_agg(json_build_object('personId', p.id, 'name', p.name, 'photo', p.image) order by p.name collate "und-x-icu")
        from cohort_teacher t join membership_shown m on m.community_id = t.community_id and m.person_id = t.person_id
          join person p on p.id = t.person_id and p.removed_at is null where t.cohort_id = h.id), '[]'),
      'isMine', ${isMine}, 'isTaught', ${isTaught})
      order by not (${isMine} and h.state = 'running'), array_position(array['running', 'prepared', 'ended'], h.state),
        case when h.state = 'ended' then h.ends_on end desc nulls last, h.starts_on nulls last, h.name collate "und-x-icu")
    from ${onlyOwn ? sql`cohort_people o join cohort h on h.id = o.cohort_id and h.state <> 'prepared'` : sql`cohort h`}
    where h.course_id = c.id and ${onlyOwn ? sql`o.person_id = ${me}::uuid` : seenBy(actor, communityId)}), '[]')`
}

/** A course as the community's page shows it: with how many cohorts it has, and those of the reader. */
export const courseInShortView = courseView
  .pick({ id: true, name: true, description: true, picture: true, address: true })
  .extend({
    cohorts: z.number(),
    running: z.number(),
    ownCohorts: z.array(cohortItemView),
  })
export type CourseInShort = z.infer<typeof courseInShortView>

/** The courses of a community the actor may read, by name, without archived ones. One statement. */
export async function listCoursesInShort(
  look: Look,
  actor: Actor,
  { id, slug }: CommunityHead,
): Promise<CourseInShort[]> {
  const row = () => courseInShortView.omit({ address: true }).extend({ ownCohorts: courseRow.shape.cohorts })
  const found = await rows(look, row)`
    select c.id, c.name, c.description, c.picture_file_id as picture, seen.cohorts, seen.running, ${cohortsColumn(actor, id, { onlyOwn: true })} as "ownCohorts"
    from course c, lateral (
      select count(*) as cohorts, count(*) filter (where h.state = 'running') as running
      from cohort h where h.course_id = c.id and ${seenBy(actor, id)}
    ) seen
    where c.community_id = ${id} and c.archived_at is null
    order by c.name collate "und-x-icu", c.id`
  return found.map((course) => ({
    ...course,
    picture: pictureAddress(course.picture),
    address: courseAddress(slug, course),
    ownCohorts: course.ownCohorts.map((one) => ({ ...one, address: cohortAddress(slug, one) })),
  }))
}

/** Courses of a community the actor may read, by name; archived ones last, for those who look after members. One statement. */
async function listCourses(look: Look, actor: Actor, community: CommunityHead): Promise<CourseView[]> {
  return readCourses(look, actor, community, sql`true`)
}

async function readCourses(look: Look, actor: Actor, { id, slug }: CommunityHead, which: RawBuilder<unknown>) {
  const found = await rows(look, courseRow)`
    select c.id, c.name, c.description, c.address as "takenAt", c.archived_at is not null as "isArchived",
      c.picture_file_id as picture, ${cohortsColumn(actor, id)} as cohorts
    from course c
    where c.community_id = ${id} and (c.archived_at is null or ${seesPrepared(actor, id)}::boolean) and ${which}
    order by c.archived_at is not null, c.name collate "und-x-icu", c.id`
  return found.map((course) => ({
    ...course,
    picture: pictureAddress(course.picture),
    address: courseAddress(slug, course),
    cohorts: course.cohorts.map((one) => ({ ...one, address: cohortAddress(slug, one) })),
  }))
}

export const coursesView = z.object({
  community: communityHeadView,
  courses: z.array(courseView),
  /** Do the people of a cohort stay members when it ends? */
  keepsAlumni: z.boolean(),
})
export type Courses = z.infer<typeof coursesView>

/** @refuses not_found */
export async function readCoursesPage(look: Look, actor: Actor, { community: slug }: InCommunity): Promise<Courses> {
  const community = await findCommunity(look, actor, slug)
  const [courses, { keepsAlumni }] = await Promise.all([
    listCourses(look, actor, community),
    onlyRow(look, () => z.object({ keepsAlumni: z.boolean() }))`
      select c.keeps_alumni as "keepsAlumni" from community_shown c where c.id = ${community.id}`,
  ])
  return { community, courses, keepsAlumni }
}

export const coursePageView = z.object({ community: communityHeadView, course: courseView })
export type CoursePage = z.infer<typeof coursePageView>

/** One course with its cohorts. @refuses not_found */
export async function readCourse(
  look: Look,
  actor: Actor,
  asked: InCommunity & { course: string },
): Promise<CoursePage> {
  const community = await findCommunity(look, actor, asked.community)
  const [course] = await readCourses(look, actor, community, sql`c.id = ${asked.course}`)
  return { community, course: course ?? refuse(notFound) }
}

/** The same for those who change it. @refuses not_found · forbidden */
export async function readCourseToChange(look: Look, actor: Actor, asked: InCommunity & { course: string }) {
  const found = await readCourse(look, actor, asked)
  if (!found.community.can.members) refuse(forbidden)
  return found
}

/** How many people a page of a cohort shows. */
const pageLength = 100

export const cohortPageView = z.object({
  community: communityHeadView,
  course: courseView.omit({ cohorts: true, description: true }),
  cohort: cohortItemView.extend({
    /** Has its letter been written? Null for readers who don't write it. */
    hasLetter: z.boolean().nullable(),
    /** How many of its people have not got the letter; 0 for readers who don't write it. */
    withoutLetter: z.number(),
    /** How many letters were kept as the site had no mail server; 0 for readers who don't write it. */
    keptLetters: z.number(),
    members: z.array(
      personRef.extend({
        title: z.string(),
        /** Have they left the community, or are they not in it yet? Then they have no profile here. */
        isMember: z.boolean(),
      }),
    ),
    /** Where the next page of its people begins, or null. */
    next: z.string().nullable(),
    can: z.object({ manage: z.boolean(), people: z.boolean(), start: z.boolean(), letter: z.boolean() }),
  }),
  keepsAlumni: z.boolean(),
})
export type CohortPage = z.infer<typeof cohortPageView>

const cohortFacts = z.object({
  hasLetter: z.boolean(),
  withoutLetter: z.number(),
  keptLetters: z.number(),
  keepsAlumni: z.boolean(),
})

/** One cohort with its people, by name; a page of a hundred. @refuses not_found */
export async function readCohort(
  look: Look,
  actor: Actor,
  asked: InCommunity & { readonly cohort: string; readonly after: string | null },
): Promise<CohortPage> {
  const community = await findCommunity(look, actor, asked.community)
  const isHere = sql`exists (select from cohort x where x.course_id = c.id and x.id = ${asked.cohort})`
  const [course] = await readCourses(look, actor, community, isHere)
  const item = course?.cohorts.find(({ id }) => id === asked.cohort)
  if (!course || !item) return refuse(notFound)
  const can = cohortAbilities(actor, community, { ...item, isCourseArchived: course.isArchived })
  const looksAfter = seesPrepared(actor, community.id)
  const [people, facts] = await Promise.all([
    listPeople(look, community.id, asked, looksAfter || item.isTaught),
    onlyRow(look, cohortFacts)`
      select h.letter <> '' as "hasLetter", m.keeps_alumni as "keepsAlumni",
        (select count(*) from cohort_people o where o.cohort_id = h.id and o.letter_at is null) as "withoutLetter",
        ${keptLettersColumn(sql`h.id`)} as "keptLetters"
      from cohort h join community_shown m on m.id = h.community_id where h.id = ${item.id}`,
  ])
  const shown = people.slice(0, pageLength)
  const { cohorts: _, description: __, ...about } = course
  const { keepsAlumni, ...letterFacts } = facts
  const letter = can.letter ? letterFacts : { hasLetter: null, withoutLetter: 0, keptLetters: 0 }
  const next = people.length > pageLength ? (shown.at(-1)?.personId ?? null) : null
  const cohort = { ...item, ...letter, members: shown, next, can }
  return { community, course: about, cohort, keepsAlumni }
}

const personRow = cohortPageView.shape.cohort.shape.members.element

/** People who are no members are listed only for those who look after the cohort. */
function listPeople(
  look: Look,
  communityId: string,
  { cohort, after }: { cohort: string; after: string | null },
  seesAll: boolean,
) {
  return rows(look, personRow)`
    select p.id as "personId", p.name, p.image as photo, p.title, m.person_id is not null as "isMember"
    from cohort_people o join person p on p.id = o.person_id and p.removed_at is null
      left join membership_shown m on m.community_id = o.community_id and m.person_id = o.person_id
    where o.community_id = ${communityId} and o.cohort_id = ${cohort} and (m.person_id is not null or ${seesAll}::boolean)
      and ${after ? sql`(p.name collate "und-x-icu", p.id) > (select b.name collate "und-x-icu", b.id from person b where b.id = ${after})` : sql`true`}
    order by p.name collate "und-x-icu", p.id limit ${pageLength + 1}`
}

/** The same for those who change it. @refuses not_found · forbidden */
export async function readCohortToChange(look: Look, actor: Actor, asked: InCommunity & { readonly cohort: string }) {
  const found = await readCohort(look, actor, { ...asked, after: null })
  if (!found.community.can.members) refuse(forbidden)
  return found
}
