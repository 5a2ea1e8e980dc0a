/**
 * The courses of one person, in all their communities.
 */
import { z } from 'zod'
import { cohortAddress } from '#server/people/courses/course.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const ownCohort = z.object({
  id: z.string(),
  course: z.string(),
  courseVersion: z.string(),
  cohort: z.string(),
  community: z.string(),
  startsOn: z.string().nullable(),
  endsOn: z.string().nullable(),
  /** `left`: the person left it before it ended. */
  state: z.enum(['running', 'ended', 'left']),
  /** Where it is; null where they can't read its community any more. */
  address: z.string().nullable(),
  /** Where acts on it are sent, likewise. */
  acts: z.string().nullable(),
  /** May the next cohort ask them? Null where they left this one. */
  mayBeAsked: z.boolean().nullable(),
})
export type OwnCohort = z.infer<typeof ownCohort>

export const ownCoursesView = z.object({ cohorts: z.array(ownCohort) })
export type OwnCourses = z.infer<typeof ownCoursesView>

const ownRow = ownCohort.omit({ address: true, acts: true }).extend({ slug: z.string().nullable() })

/** Every cohort the actor is or was in, the running ones first; none that is only prepared. */
export async function listOwnCourses(look: Look, actor: Actor): Promise<OwnCourses> {
  const found = await rows(look, ownRow)`
    select h.id, c.name as course, h.version as "courseVersion", h.name as cohort, m.name as community, h.starts_on as "startsOn", h.ends_on as "endsOn",
      case when o.person_id is null then 'left' else h.state end as state,
      case when o.person_id is not null then p.may_be_asked end as "mayBeAsked",
      (select m.slug from community_reader r where r.community_id = h.community_id and r.person_id = p.person_id) as slug
    from cohort_person p join cohort h on h.id = p.cohort_id and h.state <> 'prepared'
      join course c on c.id = h.course_id join community_shown m on m.id = h.community_id
      left join cohort_people o on o.cohort_id = p.cohort_id and o.person_id = p.person_id
    where p.person_id = ${personIdOf(actor)}::uuid
    order by h.state <> 'running', h.starts_on desc nulls last, c.name collate "und-x-icu"`
  return {
    cohorts: found.map(({ slug, ...one }) => ({
      ...one,
      address: slug && cohortAddress(slug, { id: one.id, name: one.cohort }),
      acts: slug && `/c/${slug}/cohorts/${shortId(one.id)}`,
    })),
  }
}
