/**
 * Reads and writes of the site's roles.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Permission } from '#server/platform/permission.ts'
import { idRow, onlyRow, rows } from '#server/platform/rows.ts'
import { isSameName } from '#server/platform/words.ts'
import type { Look, Work } from '#server/platform/work.ts'
import { type OwnRole, ownRoleView } from '#server/site/roles/role.ts'

/** The place of a role of the site's own among the others: stronger than the lesser standard ones, weaker than a leader's. */
const ownPlace = 60

const roleColumns = sql`
  select r.name, r.title, array(select g.permission from role_permission g where g.role = r.name order by g.permission) as permissions,
    (select count(distinct h.person_id) from membership_role h where h.role = r.name) as holders
  from role r where r.title is not null`

/** The roles of the site's own, by title. */
export function listOwnRoles(look: Look): Promise<OwnRole[]> {
  return rows(look, ownRoleView)`${roleColumns} order by r.title collate "und-x-icu", r.name`
}

/** One of them; null where there is none of that name. */
export async function readOwnRole(look: Look, name: string): Promise<OwnRole | null> {
  const [row] = await rows(look, ownRoleView)`${roleColumns} and r.name = ${name}`
  return row ?? null
}

const holdersRow = z.object({ name: z.string(), holders: z.number() })

/** How many people hold each standard role somewhere. Members are all who belong to a community and are no guests there. */
export function countHolders(look: Look) {
  return rows(look, holdersRow)`
    select r.name, case
      when r.name like 'site:%' then
        (select count(*) from person p where 'site:' || p.site_role = r.name and p.removed_at is null)
      when r.name = 'member' then (select count(distinct m.person_id) from membership_shown m
        where not exists (select from membership_role g
          where g.community_id = m.community_id and g.person_id = m.person_id and g.role = 'guest'))
      else (select count(distinct h.person_id) from membership_role h where h.role = r.name) end as holders
    from role r where r.title is null`
}

/** Locks the roles of the site's own against a second owner, and says how many there are. */
export async function lockRoles(work: Work): Promise<number> {
  await sql`lock table role in share row exclusive mode`.execute(work.tx)
  const { n } = await onlyRow(work, () =>
    z.object({ n: z.number() }),
  )`select count(*) as n from role where title is not null`
  return n
}

/** Is another role of the site's own called so? @param but the name of the one that may be */
export async function isTitleTaken(look: Look, title: string, but: string | null): Promise<boolean> {
  const own = await look.db.selectFrom('role').select(['name', 'title']).where('title', 'is not', null).execute()
  return own.some((one) => one.name !== but && isSameName(one.title ?? '', title))
}

/** The names of all roles. */
export async function listRoleNames(look: Look): Promise<string[]> {
  return (await look.db.selectFrom('role').select('name').execute()).map(({ name }) => name)
}

/** Saves a new role, with its permissions. */
export async function saveRole(work: Work, role: { name: string; title: string; permissions: readonly Permission[] }) {
  await work.tx.insertInto('role').values({ name: role.name, title: role.title, place: ownPlace }).execute()
  await savePermissions(work, role)
}

/** Replaces the title and the permissions of a role. */
export async function changeRole(
  work: Work,
  role: { name: string; title: string; permissions: readonly Permission[] },
): Promise<void> {
  await work.tx.updateTable('role').set({ title: role.title }).where('name', '=', role.name).execute()
  await work.tx.deleteFrom('role_permission').where('role', '=', role.name).execute()
  await savePermissions(work, role)
}

async function savePermissions(
  work: Work,
  { name, permissions }: { name: string; permissions: readonly Permission[] },
) {
  await sql`insert into role_permission (role, permission) select ${name}, unnest(${[...permissions]}::text[])`.execute(
    work.tx,
  )
}

/** Those who hold a role somewhere. */
export async function listHolders(work: Work, name: string): Promise<string[]> {
  const found = await rows(work, idRow)`select distinct h.person_id as id from membership_role h where h.role = ${name}`
  return found.map(({ id }) => id)
}

/** Locks a role, so that nobody is given it meanwhile. Does anybody hold it, or a link give it that can still be used? */
export async function lockUse(work: Work, name: string): Promise<boolean> {
  await sql`select from role where name = ${name} for update`.execute(work.tx)
  const { used } = await onlyRow(work, () => z.object({ used: z.boolean() }))`
    select exists (select from membership_role h where h.role = ${name})
      or exists (select from join_link l where l.role = ${name} and l.revoked_at is null and l.ends_at > app_now()) as used`
  return used
}

/** Deletes a role that nobody holds. */
export async function dropRole(work: Work, name: string): Promise<void> {
  await work.tx.deleteFrom('role').where('name', '=', name).where('title', 'is not', null).execute()
}
