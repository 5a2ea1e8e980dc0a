/** The cohorts and circles of a community for which somebody may write, and those for which an entry was written. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** A cohort or a circle as a form offers it. */
const groupChoice = z.object({
  id: z.string(),
  name: z.string(),
  /** The cohort's; null for a circle. */
  course: z.string().nullable(),
})
export type GroupChoice = z.infer<typeof groupChoice>

/** More than these are not offered in one list. */
const mostOffered = 100

/**
 * The actor's own cohorts and circles and the cohorts they teach, and for those who lead the community all of them; cohorts first,
 * the latest first. One query.
 */
export async function listGroupsToWriteFor(look: Look, actor: Actor, communityId: string): Promise<GroupChoice[]> {
  return readGroups(look, actor, communityId, sql`true`)
}

/** The cohorts among them: a Ping is for no circle. */
export async function listCohortsToWriteFor(look: Look, actor: Actor, communityId: string): Promise<GroupChoice[]> {
  return readGroups(look, actor, communityId, sql`x.course is not null`)
}

/** One of these, or null. */
export async function findGroupToWriteFor(
  look: Look,
  actor: Actor,
  communityId: string,
  id: string,
): Promise<GroupChoice | null> {
  return (await readGroups(look, actor, communityId, sql`x.id = ${id}::uuid`))[0] ?? null
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

/** The cohorts of an audience; none where it is for everybody, or for people by name. */
export async function listCohortsOf(look: Look, audienceId: string | null): Promise<string[]> {
  if (audienceId === null) return []
  const found = await rows(
    look,
    idRow,
  )`select cohort_id as id from audience_cohort where audience_id = ${audienceId} order by 1`
  return found.map(({ id }) => id)
}

function readGroups(look: Look, actor: Actor, communityId: string, which: RawBuilder<unknown>) {
  const me = sql`${personIdOf(actor)}::uuid`
  const leads = sql`${may(actor, 'community_settings', communityId)}::boolean`
  return rows(look, groupChoice)`
    select x.id, x.name, x.course from (
      select h.id, h.name, k.name as course, h.starts_on from cohort h join course k on k.id = h.course_id
      where h.community_id = ${communityId} and (${leads}
        or exists (select from membership_source s where s.cohort_id = h.id and s.person_id = ${me})
        or exists (select from cohort_teacher t where t.cohort_id = h.id and t.person_id = ${me}))
      union all
      select c.id, c.name, null, null from circle c
      where c.community_id = ${communityId} and c.archived_at is null
        and (${leads} or exists (select from circle_person p where p.circle_id = c.id and p.person_id = ${me}))
    ) x
    where ${which}
    order by x.course is null, x.starts_on desc nulls last, x.course, x.name limit ${sql.lit(mostOffered)}`
}

/** For whom an entry is, as its page says it: the names of its cohorts and circles, none for people who are named; null for everybody. */
export const readersView = z.array(z.string()).nullable()

/** The same as a column, of a row with an `audience_id`. */
export function readersColumn(alias: string): RawBuilder<unknown> {
  const audienceId = sql.ref(`${alias}.audience_id`)
  return sql`case when ${audienceId} is not null then array(
    select x.name from audience_cohort a join cohort x on x.id = a.cohort_id where a.audience_id = ${audienceId}
    union all select x.name from audience_circle a join circle x on x.id = a.circle_id where a.audience_id = ${audienceId}
    order by 1) end`
}
