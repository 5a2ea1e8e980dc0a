/** Who stands around what happens in a cohort. */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

export const peopleOfIt: Recipients<{ personIds: string[] }> = {
  name: 'the people it happened to',
  people: ({ facts }) => sql`select unnest(${facts.personIds}::uuid[]) as person_id`,
}

export const peopleOfCohort: Recipients = {
  name: 'the people of the cohort',
  people: ({ objectId }) => sql`select o.person_id from cohort_people o where o.cohort_id = ${objectId}::uuid`,
}

export const leadersOfCohort: Recipients = {
  name: 'those who look after the members, and who teaches it',
  people: ({ communityId, objectId }) => sql`
    select g.person_id from membership_permission g where g.community_id = ${communityId} and g.permission = 'manage_members'
    union select t.person_id from cohort_teacher t where t.cohort_id = ${objectId}::uuid`,
}

export const whoLooksAfterCircle: Recipients = {
  name: 'those who look after the circle',
  people: ({ objectId }) =>
    sql`select p.person_id from circle_people p where p.circle_id = ${objectId}::uuid and p.looks_after`,
}

/** The name of the circle that an activity `a` is about. */
export const circleTitle = sql<string | null>`(select c.name from circle c where c.id = a.object_id)`

/** The name of the cohort that an activity `a` is about, with its course. */
export const cohortTitle = sql<string | null>`(
  select c.name || ', ' || h.name from cohort h join course c on c.id = h.course_id where h.id = a.object_id)`
