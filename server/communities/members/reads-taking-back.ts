/**
 * How people stand since an act made them members, removed them, or changed their roles; `act` is its activity. Times are compared
 * in SQL, as they have more digits there.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** The moment of an act. */
const momentOf = (actId: string) => sql`(select a.at from activity a where a.id = ${actId})`

const addedRow = z.object({
  personId: z.string(),
  name: z.string(),
  isMember: z.boolean(),
  /** Does what the act gave still make them a member? */
  isByIt: z.boolean(),
  /** What else does. */
  sources: z.array(z.object({ source: z.string(), cohort: z.string().nullable() })),
  /** All their roles. */
  roles: z.array(z.string()),
  /** Those that were given after it, and by whom. */
  since: z.array(z.object({ role: z.string(), by: z.string().nullable() })),
})
export type AddedRow = z.infer<typeof addedRow>

/** Those of these people who still have an account, by name. */
export function readAddedSince(
  look: Look,
  of: {
    readonly communityId: string
    readonly actId: string
    readonly source: string
    readonly personIds: readonly string[]
  },
): Promise<AddedRow[]> {
  const at = momentOf(of.actId)
  return rows(look, addedRow)`
    select p.id as "personId", p.name, m.person_id is not null as "isMember",
      exists (select from membership_source s where s.community_id = m.community_id and s.person_id = m.person_id
        and s.source = ${of.source} and s.cohort_id is null and s.added_at <= ${at}) as "isByIt",
      coalesce((select json_agg(json_build_object('source', s.source, 'cohort', h.name) order by s.added_at)
        from membership_source s left join cohort h on h.id = s.cohort_id
        where s.community_id = m.community_id and s.person_id = m.person_id
          and not (s.source = ${of.source} and s.cohort_id is null and s.added_at <= ${at})), '[]') as sources,
      array(select r.role from membership_role r
        where r.community_id = m.community_id and r.person_id = m.person_id order by r.role) as roles,
      coalesce((select json_agg(json_build_object('role', r.role, 'by', g.name) order by r.given_at)
        from membership_role r left join person g on g.id = r.given_by
        where r.community_id = m.community_id and r.person_id = m.person_id and r.given_at > ${at}), '[]') as since
    from person p left join membership_shown m on m.community_id = ${of.communityId} and m.person_id = p.id
    where p.id = any(${[...of.personIds]}::uuid[])
    order by p.name collate "und-x-icu", p.id`
}

const removedRow = z.object({
  personId: z.string(),
  name: z.string(),
  isDeactivated: z.boolean(),
  isMember: z.boolean(),
  /** Is it this removal by which they are no member? */
  isByIt: z.boolean(),
})

/** Somebody who was removed; null where they have no account any more. */
export async function readRemovedSince(
  look: Look,
  of: { readonly communityId: string; readonly actId: string; readonly personId: string },
) {
  const [row] = await rows(look, removedRow)`
    select p.id as "personId", p.name, p.removed_at is not null as "isDeactivated",
      m.person_id is not null and m.ended_at is null as "isMember",
      coalesce(m.ended_at = ${momentOf(of.actId)}, false) as "isByIt"
    from person p left join membership m on m.community_id = ${of.communityId} and m.person_id = p.id
    where p.id = ${of.personId}`
  return row ?? null
}

const roleRow = z.object({
  personId: z.string(),
  name: z.string(),
  isMember: z.boolean(),
  roles: z.array(z.string()),
  /** Where they got this role after the act: who gave it. */
  again: z.object({ by: z.string().nullable() }).nullable(),
})
export type RoleSince = z.infer<typeof roleRow>

/** Those of the people whose role was changed who still have an account, by name, each with all their roles now. */
export function readRoleSince(
  look: Look,
  of: {
    readonly communityId: string
    readonly actId: string
    readonly personIds: readonly string[]
    readonly role: string
  },
): Promise<RoleSince[]> {
  return rows(look, roleRow)`
    select p.id as "personId", p.name, m.person_id is not null as "isMember",
      array(select r.role from membership_role r
        where r.community_id = m.community_id and r.person_id = m.person_id order by r.role) as roles,
      (select json_build_object('by', g.name) from membership_role r left join person g on g.id = r.given_by
        where r.community_id = m.community_id and r.person_id = m.person_id and r.role = ${of.role}
          and r.given_at > ${momentOf(of.actId)}) as again
    from person p left join membership_shown m on m.community_id = ${of.communityId} and m.person_id = p.id
    where p.id = any(${[...of.personIds]}::uuid[])
    order by p.name collate "und-x-icu", p.id`
}

const givenSinceRow = z.object({
  personId: z.string(),
  name: z.string(),
  isMember: z.boolean(),
  /** Those of the roles that they got by the act and have still. */
  roles: z.array(z.string()),
})

/** Those of the people who got roles by an act who still have an account, by name. */
export function readGivenSince(
  look: Look,
  of: {
    readonly communityId: string
    readonly actId: string
    readonly given: readonly { readonly personId: string; readonly role: string }[]
  },
): Promise<z.infer<typeof givenSinceRow>[]> {
  return rows(look, givenSinceRow)`
    with given as (
      select * from unnest(${of.given.map(({ personId }) => personId)}::uuid[], ${of.given.map(({ role }) => role)}::text[]) as g (person_id, role)
    )
    select p.id as "personId", p.name, m.person_id is not null as "isMember",
      array(select r.role from membership_role r join given g using (person_id, role)
        where r.community_id = m.community_id and r.person_id = m.person_id and r.given_at <= ${momentOf(of.actId)}
        order by r.role) as roles
    from person p left join membership_shown m on m.community_id = ${of.communityId} and m.person_id = p.id
    where p.id in (select person_id from given)
    order by p.name collate "und-x-icu", p.id`
}
