/** What a person takes along of this room: their courses and cohorts, and their circles. */
import { sql } from 'kysely'
import type { OwnData } from '#server/platform/own-data.ts'

export const peopleOwnData: readonly OwnData[] = [
  {
    name: 'courses',
    place: 30,
    says: (t) => t('Your courses, with cohort and dates, and those you teach'),
    // People of a cohort that is only prepared hear nothing of it.
    of: (personId) => sql`
      select x.* from (
        select c.name as course, h.version, h.name as cohort, m.name as community, h.starts_on as "startsOn", h.ends_on as "endsOn",
          h.state, p.left_at as "leftAt", p.may_be_asked as "nextCohortMayAsk", false as teaches
        from cohort_person p join cohort h on h.id = p.cohort_id and h.state <> 'prepared'
          join course c on c.id = h.course_id join community_shown m on m.id = h.community_id
        where p.person_id = ${personId}
        union all
        select c.name, h.version, h.name, m.name, h.starts_on, h.ends_on, h.state, null, null, true
        from cohort_teacher p join cohort h on h.id = p.cohort_id
          join course c on c.id = h.course_id join community_shown m on m.id = h.community_id
        where p.person_id = ${personId}
      ) x order by x."startsOn" nulls last, x.course, x.cohort`,
  },
  {
    name: 'circles',
    place: 31,
    says: (t) => t('The circles you are in'),
    of: (personId) => sql`
      select i.name as circle, m.name as community, p.joined_at as "joinedAt", p.looks_after as "looksAfter"
      from circle_person p join circle i on i.id = p.circle_id join community_shown m on m.id = p.community_id
      where p.person_id = ${personId} order by p.joined_at, i.id`,
  },
]
