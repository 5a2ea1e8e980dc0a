/** Who stands around what happens in a cohort. */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

export const peopleOfIt: Recipients<{ personIds: string[] }> = {
  name: 'the people it happened to',
  people: ({ facts }) => sql`select unnest(${facts.personIds}::uuid[]) as person_id`,
}

/** The name of the cohort that an activity `a` is about, with its course. */
export const cohortTitle = sql<string | null>`(
  select c.name || ', ' || h.name from cohort h join course c on c.id = h.course_id where h.id = a.object_id)`
