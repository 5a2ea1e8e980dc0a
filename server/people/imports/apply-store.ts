/**
 * Writes the people of one part of a file: a few statements, however many lines.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { ProfileWords } from '#server/people/imports/line.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** Writes what is said of profiles; what is not said stays. */
export async function saveProfiles(work: Work, profiles: readonly (ProfileWords & { readonly id: string })[]) {
  if (profiles.length === 0) return
  await sql`
    update person p set name = coalesce(r.name, p.name), title = coalesce(r.title, p.title),
      location = coalesce(r.location, p.location), time_zone = coalesce(r."timeZone", p.time_zone),
      locale = coalesce(r.locale, p.locale), updated_at = app_now()
    from json_to_recordset(${JSON.stringify(profiles)}::json)
      as r (id uuid, name text, title text, location text, "timeZone" text, locale text)
    where p.id = r.id`.execute(work.tx)
}

/** Writes what profiles said before a file changed them. */
export async function restoreProfiles(
  work: Work,
  profiles: readonly (Partial<ProfileWords> & { readonly id: string })[],
): Promise<void> {
  if (profiles.length === 0) return
  const was = (key: string, column: string) =>
    sql`case when r.said ? ${key} then r.said->>${key} else p.${sql.ref(column)} end`
  await sql`
    update person p set name = ${was('name', 'name')}, title = ${was('title', 'title')}, location = ${was('location', 'location')},
      time_zone = ${was('timeZone', 'time_zone')}, locale = ${was('locale', 'locale')}, updated_at = app_now()
    from (select (one->>'id')::uuid as id, one as said from jsonb_array_elements(${JSON.stringify(profiles)}::jsonb) as one) r
    where p.id = r.id`.execute(work.tx)
}

/** Gives people ids of theirs in another system. One that somebody else took meanwhile is left. */
export async function saveExternalIds(work: Work, ids: readonly { readonly id: string; readonly key: string }[]) {
  await sql`
    update person p set external_id = r.key
    from unnest(${ids.map(({ key }) => key)}::text[], ${ids.map(({ id }) => id)}::uuid[]) as r (key, id)
    where p.id = r.id and not exists (select from person_key k where k.kind = 'external_id' and k.value = r.key)`.execute(
    work.tx,
  )
}

const community = z.object({ id: z.string(), locale: z.string(), status: z.enum(['draft', 'active', 'archived']) })

/** Locks communities, always in the same order, so that two files never wait for each other. */
export function lockCommunities(work: Work, ids: readonly string[]) {
  return rows(work, community)`
    select c.id, c.locale, c.status from community_shown c where c.id = any(${[...ids]}::uuid[]) order by c.id for update`
}

/**
 * Says to whom the people of a file report, once all of them are here: a manager may stand further down than their people.
 * @returns the numbers of the lines whose manager is not here
 */
export async function saveManagers(
  work: Work,
  importId: string,
  named: readonly { readonly number: number; readonly manager: string }[],
): Promise<number[]> {
  const numbers = named.map(({ number }) => number)
  const managers = named.map(({ manager }) => manager)
  await sql`
    update person p set manager_id = k.person_id
    from unnest(${numbers}::integer[], ${managers}::text[]) as r (number, manager)
      join people_import_line l on l.import_id = ${importId} and l.number = r.number and l.result <> 'refused'
      join person_key k on k.kind = 'email' and k.value = r.manager
    where p.id = l.person_id and p.id <> k.person_id and p.manager_id is distinct from k.person_id`.execute(work.tx)
  const found = await rows(work, () => z.object({ number: z.number() }))`
    select r.number from unnest(${numbers}::integer[], ${managers}::text[]) as r (number, manager)
    where not exists (select from person_key k where k.kind = 'email' and k.value = r.manager)`
  return found.map(({ number }) => number)
}

/** Adds to a line that its manager is not here. */
export async function saveMissingManagers(work: Work, importId: string, numbers: readonly number[], says: string) {
  await sql`
    update people_import_line set why = ${says} where import_id = ${importId} and number = any(${[...numbers]}::integer[])
      and result <> 'refused'`.execute(work.tx)
}

/** Lets the members that a file brought, and that nobody invited, be invited in waves from now on. @returns how many */
export async function releaseInvitations(work: Work, importId: string, wave: { people: number; minutes: number }) {
  const found = await rows(work, () => z.object({ communityId: z.string() }))`
    with meant as (
      select m.community_id, m.person_id, row_number() over (partition by m.community_id order by l.number) - 1 as n
      from people_import_line l cross join lateral jsonb_array_elements_text(coalesce(l.did->'joined', '[]')) as j (id)
        join membership_shown m on m.community_id = j.id::uuid and m.person_id = l.person_id
      where l.import_id = ${importId} and m.invited_at is null and m.invite_from > app_now())
    update membership m set invite_from = app_now() + (meant.n / ${wave.people}::int) * ${wave.minutes}::int * interval '1 minute'
    from meant where m.community_id = meant.community_id and m.person_id = meant.person_id
    returning m.community_id as "communityId"`
  return found.map(({ communityId }) => communityId)
}
