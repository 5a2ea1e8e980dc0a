/**
 * The accounts of the site.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { customJson } from '#server/identity/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import { patternsFor } from '#server/platform/words.ts'
import type { Look } from '#server/platform/work.ts'
import {
  type AccountPage,
  type Accounts,
  type AccountsQuestion,
  accountPageView,
  accountsView,
  mayChangeAccount,
  mayDeactivate,
} from '#server/site/people/account.ts'

/** People on a page. */
const pageLength = 50

/** How many accounts are active. */
export const countAccounts = sql`select count(*) from person where removed_at is null`

const seenAt = (person: string) => sql`greatest(
  (select max(s.updated_at) from session s where s.user_id = ${sql.ref(`${person}.id`)}),
  (select max(m.visited_at) from membership_shown m where m.person_id = ${sql.ref(`${person}.id`)}))`
const hasSignedIn = sql`(p.email_verified or exists (
  select from membership_shown m where m.person_id = p.id and m.came_at is not null))`
const columns = sql`
  p.id as "personId", p.name, p.email, p.title, p.image as photo, p.site_role as "siteRole", p.removed_at as "deactivatedAt",
    p.created_at as "addedAt", ${hasSignedIn} as "hasSignedIn", ${seenAt('p')} as "seenAt"`

/** What the list is sorted by, of one person, and whether the greatest comes first. */
const orders: Record<AccountsQuestion['sort'], { of: (person: string) => RawBuilder<unknown>; isDown: boolean }> = {
  name: { of: (person) => sql`${sql.ref(`${person}.name`)} collate "und-x-icu"`, isDown: false },
  seen: { of: (person) => sql`coalesce(${seenAt(person)}, '-infinity')`, isDown: true },
  newest: { of: (person) => sql.ref(`${person}.created_at`), isDown: true },
}

const filters: Record<AccountsQuestion['show'], RawBuilder<unknown>> = {
  '': sql`true`,
  never: sql`p.removed_at is null and not ${hasSignedIn}`,
  guests: sql`p.removed_at is null and exists (select from membership_role r
    join membership_shown m on m.community_id = r.community_id and m.person_id = r.person_id
    where r.person_id = p.id and r.role = 'guest')`,
  staff: sql`p.site_role is not null`,
  deactivated: sql`p.removed_at is not null`,
  alone: sql`p.removed_at is null and not exists (select from membership_shown m where m.person_id = p.id)`,
}

/**
 * The accounts that match; a page of 50. One query.
 * @refuses not_found for everybody who does not manage people
 */
export async function readAccounts(look: Look, actor: Actor, asked: AccountsQuestion): Promise<Accounts> {
  if (!may(actor, 'manage_people', null)) refuse(notFound)
  const { of, isDown } = orders[asked.sort]
  const way = isDown ? sql`desc` : sql`asc`
  const beyond = isDown ? sql`<` : sql`>`
  const found = await rows(look, accountsView.shape.items.element)`
    select ${columns}, (select count(*)::int from membership_shown m join community_shown c on c.id = m.community_id where m.person_id = p.id) as communities
    from person p
    where ${filters[asked.show]} and p.words || ' ' || p.email like all (${patternsFor(asked.q)}::text[])
      and ${asked.after ? sql`(${of('p')}, p.id) ${beyond} (select ${of('b')}, b.id from person b where b.id = ${asked.after})` : sql`true`}
    order by ${of('p')} ${way}, p.id ${way}
    limit ${pageLength + 1}`
  const items = found.slice(0, pageLength)
  const last = items.at(-1)
  return { items, next: found.length > pageLength && last ? shortId(last.personId) : null }
}

const membershipJson = accountPageView.shape.memberships.element.extend({ joinedAt: z.string() })
const pageRow = accountPageView.omit({ can: true }).extend({ memberships: z.array(membershipJson) })

/**
 * One account, with its memberships and through what they hold. One query.
 * @refuses not_found
 */
export async function readAccount(look: Look, actor: Actor, personId: string): Promise<AccountPage> {
  if (!may(actor, 'manage_people', null)) refuse(notFound)
  const [row] = await rows(look, pageRow)`
    select ${columns}, p.location, p.locale, p.time_zone as "timeZone", p.external_id as "externalId",
      (select json_build_object('personId', b.id, 'name', b.name, 'email', b.email) from person b where b.id = p.manager_id) as manager,
      ${customJson(sql`p.id`, { sees: sql`true`, all: 'all' })} as custom,
      (select count(*)::int from session s where s.user_id = p.id and s.expires_at > app_now()) as sessions,
      (select count(*)::int from api_token t where t.person_id = p.id and t.ended_at is null and t.expires_at > app_now()) as tokens,
      coalesce((
        select json_agg(json_build_object('slug', c.slug, 'name', c.name, 'status', c.status, 'joinedAt', m.joined_at,
          'roles', coalesce((select json_agg(json_build_object('name', r.role, 'title', o.title) order by o.place desc)
            from membership_role r join role o on o.name = r.role where r.community_id = c.id and r.person_id = p.id), '[]'),
          'sources', coalesce((select json_agg(json_build_object('source', s.source, 'cohort', h.name) order by s.added_at)
            from membership_source s left join cohort h on h.id = s.cohort_id
            where s.community_id = c.id and s.person_id = p.id), '[]'),
          'leadsAlone', exists (select from membership_role r
              where r.community_id = c.id and r.person_id = p.id and r.role = 'manager')
            and not exists (select from membership_role r
              join membership_shown o on o.community_id = r.community_id and o.person_id = r.person_id
              join person q on q.id = r.person_id and q.removed_at is null
              where r.community_id = c.id and r.person_id <> p.id and r.role = 'manager')
        ) order by c.name collate "und-x-icu")
        from membership_shown m join community_shown c on c.id = m.community_id where m.person_id = p.id), '[]') as memberships
    from person p where p.id = ${personId}`
  const found = row ?? refuse(notFound)
  const account = { id: personId, siteRole: found.siteRole }
  const isActive = found.deactivatedAt === null
  const change = mayChangeAccount(actor, account).ok
  return {
    ...found,
    memberships: found.memberships.map((one) => ({ ...one, joinedAt: new Date(one.joinedAt) })),
    can: {
      change,
      deactivate: isActive && mayDeactivate(actor, account).ok,
      mail: isActive && change,
      erase: mayDeactivate(actor, account).ok,
    },
  }
}
