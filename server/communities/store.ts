/**
 * Loads communities for those who may see them: members, and whoever looks after the whole site; a draft only those who may edit it.
 */
import { sql } from 'kysely'
import { type CommunityHead, sectionsInOrder } from '#server/communities/community.ts'
import { abilities } from '#server/communities/policy.ts'
import type { Actor } from '#server/platform/actor.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { shortId, slugOf } from '#server/platform/ids.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Does the actor look after every community of the site? They see each, also those they are not in. */
function overseesAll(actor: Actor): boolean {
  return actor.kind === 'system' || (actor.kind === 'person' && actor.siteRole !== null)
}

/**
 * The community of that address (one it had before leads to it too), as this actor sees it. One query.
 * @refuses not_found
 */
export async function findCommunity(look: Look, actor: Actor, slug: string): Promise<CommunityHead> {
  return (await loadHead(look, actor, { slug })) ?? refuse(notFound)
}

/**
 * The community of that id, as this actor sees it. One query.
 * @refuses not_found
 */
export async function findCommunityById(look: Look, actor: Actor, id: string): Promise<CommunityHead> {
  return (await loadHead(look, actor, { id })) ?? refuse(notFound)
}

const slugShape = /^[a-z0-9-]{1,80}$/

async function loadHead(
  look: Look,
  actor: Actor,
  by: { slug: string } | { id: string },
): Promise<CommunityHead | null> {
  if (actor.kind === 'visitor' || ('slug' in by && !slugShape.test(by.slug))) return null
  const me = personIdOf(actor)
  const row = await look.db
    .selectFrom('community as c')
    .leftJoin('membership_shown as m', (join) => join.onRef('m.community_id', '=', 'c.id').on('m.person_id', '=', me))
    .select([
      'c.id',
      'c.slug',
      'c.name',
      'c.purpose',
      'c.status',
      'c.hue',
      'c.banner_file_id',
      'c.locale',
      'c.time_zone',
    ])
    .select(['c.is_hidden', 'c.vote_threshold', 'c.longest_ping', 'c.sections', 'c.created_at', 'c.opened_at'])
    .select(['m.person_id as me', 'm.last_visit_at'])
    .leftJoin('community_tally as n', 'n.community_id', 'c.id')
    .select(sql<number>`coalesce(n.members, 0)`.as('members'))
    .select(sql<number>`(select count(*) from cohort x where x.community_id = c.id)`.as('cohorts'))
    .where((eb) =>
      'id' in by
        ? eb('c.id', '=', by.id)
        : eb.or([
            eb('c.slug', '=', by.slug),
            eb(
              'c.id',
              '=',
              eb.selectFrom('community_slug as s').select('s.community_id').where('s.slug', '=', by.slug),
            ),
          ]),
    )
    .where(
      sql<boolean>`(${overseesAll(actor)} or m.person_id is not null and (c.status <> 'draft' or exists (
        select from membership_role r
        where r.community_id = c.id and r.person_id = m.person_id and r.role in ('manager', 'content_editor'))))`,
    )
    .executeTakeFirst()
  if (!row) return null
  const isMember = row.me !== null
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    purpose: row.purpose,
    status: row.status,
    hue: row.hue,
    bannerAddress: row.banner_file_id && `/files/${shortId(row.banner_file_id)}`,
    locale: row.locale,
    zone: row.time_zone,
    isHidden: row.is_hidden,
    threshold: row.vote_threshold,
    longestPing: row.longest_ping,
    members: row.members,
    cohorts: row.cohorts,
    createdAt: row.created_at,
    openedAt: row.opened_at,
    sections: sectionsInOrder(row.sections),
    isMember,
    lastVisitAt: row.last_visit_at,
    can: abilities(actor, row, isMember),
  }
}

/** Words that are addresses of their own below `/c/`. */
const takenWords = ['new']

/**
 * An address for a community of that name which none has or had; its own former ones are free to it.
 * Whoever asks holds the lock on addresses until the transaction ends, so that two communities of one name get two.
 */
export async function freeSlug(work: Work, name: string, communityId: string | null): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtextextended('community address', 7))`.execute(work.tx)
  const stem = slugOf(name) || 'community'
  const { rows } = await sql<{ slug: string }>`
    select slug from (
      select slug, id from community
      union all select slug, community_id from community_slug
    ) as taken (slug, id)
    where id is distinct from ${communityId}::uuid and (slug = ${stem} or starts_with(slug, ${`${stem}-`}))`.execute(
    work.tx,
  )
  const taken = new Set([...takenWords, ...rows.map(({ slug }) => slug)])
  for (let n = 1; ; n++) {
    const slug = n === 1 ? stem : `${stem}-${n}`
    if (!taken.has(slug)) return slug
  }
}

/** Holds a community's row, so that what is decided about it now holds until the transaction ends. */
export async function lockCommunity(work: Work, communityId: string): Promise<void> {
  await work.tx.selectFrom('community').select('id').where('id', '=', communityId).forUpdate().execute()
}
