/**
 * The members of a community, and the accounts of the site, as files: with the columns that a file of people can have, so that
 * one that was downloaded can be corrected and brought in.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { findCommunity, type InCommunity } from '#server/communities/room.ts'
import { customName, listProfileFields } from '#server/identity/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { csvText } from '#server/platform/csv.ts'
import { may } from '#server/platform/permissions.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const customColumn = sql`coalesce((
  select json_object_agg(v.field_id, v.value) from profile_value v where v.person_id = p.id), '{}') as custom`

const memberRow = z.object({
  email: z.string(),
  name: z.string(),
  title: z.string(),
  location: z.string(),
  roles: z.array(z.string()),
  joinedOn: z.string(),
  cameOn: z.string().nullable(),
  custom: z.record(z.string(), z.string()),
})

/**
 * The members of a community, for who looks after them.
 * @refuses not_found · forbidden
 */
export async function memberFile(look: Look, actor: Actor, { community: slug }: InCommunity): Promise<string> {
  const community = await findCommunity(look, actor, slug)
  if (!may(actor, 'manage_members', community.id)) refuse(forbidden)
  const fields = (await listProfileFields(look)).filter(
    ({ shownTo }) => shownTo !== 'staff' || may(actor, 'manage_people', null),
  )
  const found = await rows(look, memberRow)`
    select p.email, p.name, p.title, p.location,
      array(select r.role from membership_role r where r.community_id = m.community_id and r.person_id = p.id order by r.role) as roles,
      to_char(m.joined_at, 'YYYY-MM-DD') as "joinedOn", to_char(m.came_at, 'YYYY-MM-DD') as "cameOn", ${customColumn}
    from membership_shown m join person p on p.id = m.person_id and p.removed_at is null
    where m.community_id = ${community.id} order by p.name collate "und-x-icu", p.id`
  const head = ['email', 'name', 'title', 'location', 'role', 'joined_on', 'first_here_on', ...fields.map(customName)]
  const lines = found.map((one) => [
    one.email,
    one.name,
    one.title,
    one.location,
    one.roles.join('|'),
    one.joinedOn,
    one.cameOn ?? '',
    ...fields.map(({ id }) => one.custom[id] ?? ''),
  ])
  return csvText([head, ...lines])
}

const accountRow = z.object({
  email: z.string(),
  name: z.string(),
  externalId: z.string().nullable(),
  title: z.string(),
  location: z.string(),
  timeZone: z.string().nullable(),
  locale: z.string().nullable(),
  manager: z.string().nullable(),
  groups: z.array(z.string()),
  siteRole: z.string().nullable(),
  isActive: z.boolean(),
  addedOn: z.string(),
  custom: z.record(z.string(), z.string()),
})

/**
 * All accounts, for who manages the people of the site.
 * @refuses not_found
 */
export async function accountFile(look: Look, actor: Actor): Promise<string> {
  if (!may(actor, 'manage_people', null)) refuse(notFound)
  const fields = await listProfileFields(look)
  const found = await rows(look, accountRow)`
    select p.email, p.name, p.external_id as "externalId", p.title, p.location, p.time_zone as "timeZone", p.locale,
      boss.email as manager, p.site_role as "siteRole", p.removed_at is null as "isActive",
      to_char(p.created_at, 'YYYY-MM-DD') as "addedOn", ${customColumn},
      array(select 'community:' || c.slug from membership_shown m join community_shown c on c.id = m.community_id
          where m.person_id = p.id
        union all select 'cohort:' || c.slug || '/' || h.name
          from cohort_people o join cohort h on h.id = o.cohort_id join community_shown c on c.id = h.community_id
          where o.person_id = p.id and h.state <> 'ended'
        order by 1) as groups
    from person p left join person boss on boss.id = p.manager_id
    order by p.name collate "und-x-icu", p.id`
  const head = ['email', 'name', 'external_id', 'title', 'location', 'time_zone', 'locale', 'manager_email', 'groups']
  const more = ['site_role', 'state', 'added_on', ...fields.map(customName)]
  const lines = found.map((one) => [
    one.email,
    one.name,
    one.externalId ?? '',
    one.title,
    one.location,
    one.timeZone ?? '',
    one.locale ?? '',
    one.manager ?? '',
    one.groups.join('|'),
    one.siteRole ?? '',
    one.isActive ? 'active' : 'deactivated',
    one.addedOn,
    ...fields.map(({ id }) => one.custom[id] ?? ''),
  ])
  return csvText([[...head, ...more], ...lines])
}
