/**
 * What a file brought, and what of it stands as the file left it. Times are compared in SQL, as they have more digits there.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const profile = z.object({
  name: z.string(),
  title: z.string(),
  location: z.string(),
  timeZone: z.string().nullable(),
  locale: z.string().nullable(),
})

const broughtRow = z.object({
  personId: z.string(),
  now: profile,
  /** The cells of their line, and what the profile said before it. */
  cells: z.array(z.string()),
  before: z.record(z.string(), z.unknown()),
  isCreated: z.boolean(),
  siteRole: z.enum(['owner', 'admin']).nullable(),
  /** The communities in which the file still makes them a member. */
  places: z.array(
    z.object({
      communityId: z.string(),
      name: z.string(),
      /** Does anything else make them a member there, beside a cohort into which the file brought them? */
      isByOthers: z.boolean(),
      roles: z.array(z.string()),
      /** Those of the roles that the file did not give, with whoever gave one of them. */
      otherRole: z.object({ role: z.string(), by: z.string().nullable() }).nullable(),
    }),
  ),
  /** The cohorts that have not ended, and on whose list they are by the file. */
  cohorts: z.array(z.object({ communityId: z.string(), cohortId: z.string(), name: z.string() })),
  /** The roles that they still have by the file. */
  roles: z.array(z.object({ communityId: z.string(), community: z.string(), role: z.string() })),
})
export type BroughtRow = z.infer<typeof broughtRow>

/** Those of these people who still have an account, by name, each with what the file gave them and nobody changed since. */
export function readBrought(
  look: Look,
  of: { readonly actId: string; readonly importId: string; readonly personIds: readonly string[] },
): Promise<BroughtRow[]> {
  const at = sql`(select a.at from activity a where a.id = ${of.actId})`
  const isGiven = sql`exists (
    select from jsonb_array_elements(coalesce(l.did->'roles', '[]')) as g (given)
    where g.given->>'communityId' = r.community_id::text and g.given->>'role' = r.role) and r.given_at <= ${at}`
  return rows(look, broughtRow)`
    select p.id as "personId", l.cells, coalesce(l.did->'before', '{}') as before,
      coalesce((l.did->>'created')::boolean, false) as "isCreated", p.site_role as "siteRole",
      json_build_object('name', p.name, 'title', p.title, 'location', p.location, 'timeZone', p.time_zone, 'locale', p.locale) as now,
      coalesce((select json_agg(json_build_object('communityId', c.id, 'name', c.name,
          'isByOthers', exists (select from membership_source o where o.community_id = c.id and o.person_id = p.id
            and not (o.source = 'csv' and o.cohort_id is null)
            and not coalesce(coalesce(l.did->'listed', '[]') ? o.cohort_id::text, false)),
          'roles', array(select r.role from membership_role r where r.community_id = c.id and r.person_id = p.id),
          'otherRole', (select json_build_object('role', r.role, 'by', g.name)
            from membership_role r left join person g on g.id = r.given_by
            where r.community_id = c.id and r.person_id = p.id and not (${isGiven}) order by r.given_at desc limit 1)) order by c.name)
        from jsonb_array_elements_text(coalesce(l.did->'joined', '[]')) as j (id)
          join community_shown c on c.id = j.id::uuid and c.status <> 'archived'
          join membership_source s on s.community_id = c.id and s.person_id = p.id
        where s.source = 'csv' and s.cohort_id is null and s.added_at <= ${at}), '[]') as places,
      coalesce((select json_agg(json_build_object('communityId', h.community_id, 'cohortId', h.id, 'name', h.name) order by h.name)
        from jsonb_array_elements_text(coalesce(l.did->'listed', '[]')) as j (id)
          join cohort h on h.id = j.id::uuid and h.state <> 'ended'
          join community_shown c on c.id = h.community_id and c.status <> 'archived'
          join cohort_people o on o.cohort_id = h.id and o.person_id = p.id and o.added_at <= ${at}), '[]') as cohorts,
      coalesce((select json_agg(json_build_object('communityId', c.id, 'community', c.name, 'role', r.role) order by c.name, r.role)
        from membership_role r join community_shown c on c.id = r.community_id and c.status <> 'archived'
        where r.person_id = p.id and ${isGiven}), '[]') as roles
    from person p join people_import_line l on l.import_id = ${of.importId} and l.is_done and l.person_id = p.id
    where p.id = any(${[...of.personIds]}::uuid[])
    order by p.name collate "und-x-icu", p.id`
}

const fileRow = z.object({
  communityId: z.string().nullable(),
  columns: z.array(z.string()),
  header: z.array(z.string()),
})

/** How the lines of a file are read; null where it is not kept any more. */
export async function readHeader(look: Look, importId: string) {
  const [row] = await rows(look, fileRow)`
    select i.community_id as "communityId", i.columns, i.header from people_import i where i.id = ${importId}`
  return row ?? null
}

/** Who leads these communities, by community. */
export async function readLeaders(look: Look, communityIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = await rows(look, () => z.object({ communityId: z.string(), personId: z.string() }))`
    select r.community_id as "communityId", r.person_id as "personId" from membership_role r
      join membership_shown m using (community_id, person_id) join person p on p.id = r.person_id and p.removed_at is null
    where r.role = 'manager' and r.community_id = any(${[...communityIds]}::uuid[])`
  const groups = Map.groupBy(found, ({ communityId }) => communityId)
  return new Map([...groups].map(([id, all]) => [id, all.map(({ personId }) => personId)]))
}
