/**
 * The communities of the site.
 */
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '#server/platform/actor.ts'
import { shortId } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import { patternsFor } from '#server/platform/words.ts'
import type { Look } from '#server/platform/work.ts'
import {
  type CommunitiesQuestion,
  type SiteCommunities,
  siteCommunitiesView,
} from '#server/site/communities/communities.ts'

/** Communities on a page. */
const pageLength = 50

/** How many communities are not archived. */
export const countCommunities = sql`select count(*) from community_shown where status <> 'archived'`

/** What the list says of a community `c`. */
const status = sql`case when c.deleted_at is not null then 'deleted' else c.status end`

const people = (community: string) =>
  sql`coalesce((select n.members from community_tally n where n.community_id = ${sql.ref(`${community}.id`)}), 0)::int`
const activeAt = (community: string) =>
  sql`(select a.at from activity a where a.community_id = ${sql.ref(`${community}.id`)} order by a.at desc limit 1)`

/** What the list is sorted by, of one community, and whether the greatest comes first. */
const orders: Record<CommunitiesQuestion['sort'], { of: (one: string) => RawBuilder<unknown>; isDown: boolean }> = {
  name: { of: (one) => sql`${sql.ref(`${one}.name`)} collate "und-x-icu"`, isDown: false },
  people: { of: people, isDown: true },
  active: { of: (one) => sql`coalesce(${activeAt(one)}, '-infinity')`, isDown: true },
  newest: { of: (one) => sql.ref(`${one}.created_at`), isDown: true },
}

/**
 * The communities that match; a page of 50. One query.
 * @refuses not_found for everybody who does not manage communities
 */
export async function readSiteCommunities(
  look: Look,
  actor: Actor,
  asked: CommunitiesQuestion,
): Promise<SiteCommunities> {
  if (!may(actor, 'manage_communities', null)) refuse(notFound)
  const { of, isDown } = orders[asked.sort]
  const way = isDown ? sql`desc` : sql`asc`
  const beyond = isDown ? sql`<` : sql`>`
  const found = await rows(look, siteCommunitiesView.shape.items.element)`
    select c.id, c.slug, c.name, ${status} as status, ${people('c')} as people, c.created_at as "createdAt", ${activeAt('c')} as "activeAt",
      array(select p.name from membership_role r
        join membership_shown m on m.community_id = r.community_id and m.person_id = r.person_id
        join person p on p.id = r.person_id and p.removed_at is null
        where r.community_id = c.id and r.role = 'manager' order by r.given_at limit 3) as leaders
    from community c
    where ${asked.show ? sql`${status} = ${asked.show}` : sql`true`}
      and folded(c.name || ' ' || c.purpose) like all (${patternsFor(asked.q)}::text[])
      and ${asked.after ? sql`(${of('c')}, c.id) ${beyond} (select ${of('b')}, b.id from community b where b.id = ${asked.after})` : sql`true`}
    order by ${of('c')} ${way}, c.id ${way}
    limit ${pageLength + 1}`
  const items = found.slice(0, pageLength)
  const last = items.at(-1)
  return { items, next: found.length > pageLength && last ? shortId(last.id) : null }
}
