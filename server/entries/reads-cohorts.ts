/** The cohorts of a community for which somebody may write, and those for which an entry was written. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** A cohort as a form offers it. */
const cohortChoice = z.object({ id: z.string(), name: z.string(), course: z.string() })
export type CohortChoice = z.infer<typeof cohortChoice>

/** More than these are not offered in one list. */
const mostOffered = 100

/** The actor's own cohorts and those they teach, and for those who lead the community all of them; the latest first. One query. */
export async function listCohortsToWriteFor(look: Look, actor: Actor, communityId: string): Promise<CohortChoice[]> {
  return readCohorts(look, actor, communityId, sql`true`)
}

/** One of these, or null. */
export async function findCohortToWriteFor(
  look: Look,
  actor: Actor,
  communityId: string,
  id: string,
): Promise<CohortChoice | null> {
  return (await readCohorts(look, actor, communityId, sql`x.id = ${id}::uuid`))[0] ?? null
}

/** The one cohort of an audience; null where it is for several, for people by name, or for everybody. */
export async function findCohortOf(look: Look, audienceId: string | null): Promise<string | null> {
  if (audienceId === null) return null
  const found = await rows(
    look,
    idRow,
  )`select cohort_id as id from audience_cohort where audience_id = ${audienceId} limit 2`
  return found.length === 1 ? (found[0]?.id ?? null) : null
}

function readCohorts(look: Look, actor: Actor, communityId: string, which: RawBuilder<unknown>) {
  const me = personIdOf(actor)
  const isMine = sql`(exists (select from membership_source s where s.cohort_id = x.id and s.person_id = ${me}::uuid)
    or exists (select from cohort_teacher t where t.cohort_id = x.id and t.person_id = ${me}::uuid))`
  return rows(look, cohortChoice)`
    select x.id, x.name, k.name as course from cohort x join course k on k.id = x.course_id
    where x.community_id = ${communityId} and ${which}
      and ${may(actor, 'community_settings', communityId) ? sql`true` : isMine}
    order by x.starts_on desc nulls last, k.name, x.name limit ${sql.lit(mostOffered)}`
}

/** For whom an entry is, as its page says it: the names of its cohorts, none for people who are named; null for everybody. */
export const readersView = z.array(z.string()).nullable()

/** The same as a column, of a row with an `audience_id`. */
export function readersColumn(alias: string): RawBuilder<unknown> {
  const audienceId = sql.ref(`${alias}.audience_id`)
  return sql`case when ${audienceId} is not null then array(
    select x.name from audience_cohort a join cohort x on x.id = a.cohort_id
    where a.audience_id = ${audienceId} order by x.name) end`
}
