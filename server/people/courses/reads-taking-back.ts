/**
 * How people stand in a cohort since an act put them into it, or took them out.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { type CohortRow, cohortColumns, cohortRow } from '#server/people/courses/store.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** A cohort, which is not locked; null where this community has none of that id. */
export async function readCohort(look: Look, communityId: string, id: string): Promise<CohortRow | null> {
  const [row] = await rows(look, cohortRow)`${cohortColumns} where h.community_id = ${communityId} and h.id = ${id}`
  return row ?? null
}

const standing = z.object({
  personId: z.string(),
  name: z.string(),
  isActive: z.boolean(),
  isIn: z.boolean(),
  /** Did they come into it after the act? */
  cameSince: z.boolean(),
  isMember: z.boolean(),
  /** What makes them a member beside this cohort. */
  sources: z.array(z.object({ source: z.string(), cohort: z.string().nullable() })),
  /** Who gave them a role in the community after the act. */
  roleSince: z.object({ by: z.string().nullable() }).nullable(),
})
export type CohortStanding = z.infer<typeof standing>

/** Those of these people who still have an account, by name. @param actId the activity that put them in, or took them out */
export function readStanding(
  look: Look,
  of: {
    readonly communityId: string
    readonly cohortId: string
    readonly actId: string
    readonly personIds: readonly string[]
  },
): Promise<CohortStanding[]> {
  const at = sql`(select a.at from activity a where a.id = ${of.actId})`
  return rows(look, standing)`
    select p.id as "personId", p.name, p.removed_at is null as "isActive", o.person_id is not null as "isIn",
      coalesce(o.added_at > ${at}, false) as "cameSince", m.person_id is not null as "isMember",
      coalesce((select json_agg(json_build_object('source', s.source, 'cohort', h.name) order by s.added_at)
        from membership_source s left join cohort h on h.id = s.cohort_id
        where s.community_id = m.community_id and s.person_id = m.person_id
          and s.cohort_id is distinct from ${of.cohortId}::uuid), '[]') as sources,
      (select json_build_object('by', g.name) from membership_role r left join person g on g.id = r.given_by
        where r.community_id = m.community_id and r.person_id = m.person_id and r.given_at > ${at}
        order by r.given_at limit 1) as "roleSince"
    from person p left join cohort_people o on o.cohort_id = ${of.cohortId} and o.person_id = p.id
      left join membership_shown m on m.community_id = ${of.communityId} and m.person_id = p.id
    where p.id = any(${[...of.personIds]}::uuid[])
    order by p.name collate "und-x-icu", p.id`
}
