/**
 * What is on a seeded site: threads, Pings, ballots. Straight from its database, as no page lists them like this.
 */
import { shortId } from '#server/platform/ids.ts'
import type { Site, Visitor } from './site.ts'

/** Threads of the first community with so many posts, replies among them, as addresses have them. */
export async function threadsOfLength(site: Site, least: number, most: number): Promise<string[]> {
  const { rows } = await site.pool.query<{ id: string }>(
    `select t.id from thread t join community c on c.id = t.community_id join post p on p.thread_id = t.id
     where c.slug = $1 and t.entry_id = t.id
     group by t.id having count(*) between $2::int and $3::int order by md5(t.id::text) limit 50`,
    [site.community, least, most],
  )
  if (rows.length === 0) throw new Error(`No thread has between ${least} and ${most} posts.`)
  return rows.map(({ id }) => shortId(id))
}

/** Working pages of the first community that everybody there may read, as addresses have them. */
export async function openPages(site: Site): Promise<string[]> {
  const { rows } = await site.pool.query<{ id: string }>(
    `select e.id from entry e join community c on c.id = e.community_id
     where c.slug = $1 and e.kind = 'page' and e.audience_id is null order by md5(e.id::text) limit 50`,
    [site.community],
  )
  if (rows.length === 0) throw new Error('There is no working page.')
  return rows.map(({ id }) => shortId(id))
}

/** Leaves these readers nothing unread, and those a hundred notices: the newest reply in each of a hundred discussions. */
export async function leaveUnread(
  site: Site,
  { none, hundred }: { none: readonly Visitor[]; hundred: readonly Visitor[] },
): Promise<void> {
  const ids = (who: readonly Visitor[]) => who.map(({ personId }) => personId)
  await site.pool.query('update notice set read_at = now() where read_at is null and person_id = any($1::uuid[])', [
    ids([...none, ...hundred]),
  ])
  await site.pool.query('delete from entry_read where person_id = any($1::uuid[])', [ids(hundred)])
  await site.pool.query(
    `insert into notice (person_id, community_id, activity_id, kind, post_id, entry_id, at)
     select person, community_id, activity_id, 'reply', post_id, entry_id, at
     from unnest($1::uuid[]) person, (
       select * from (
         select distinct on (n.entry_id) n.* from notice n join community c on c.id = n.community_id
         where n.kind = 'reply' and c.slug = $2 and n.entry_id is not null and not n.person_id = any($1::uuid[])
         order by n.entry_id, n.at desc
       ) one order by at desc limit 100
     ) given
     on conflict do nothing`,
    [ids(hundred), site.community],
  )
  await site.pool.query('analyze notice, entry_read')
}

/** A Ping and its answers. */
export interface KnownPing {
  readonly id: string
  readonly uuid: string
  readonly options: readonly string[]
}

/** The open Ping of the first community that was sent last. */
export async function openPing(site: Site): Promise<KnownPing> {
  const { rows } = await site.pool.query<{ id: string; options: string[] }>(
    `select p.id, array_agg(o.id order by o.position) as options
     from ping p join community c on c.id = p.community_id join ping_option o on o.ping_id = p.id
     where c.slug = $1 and p.state = 'open' group by p.id order by p.sent_at desc limit 1`,
    [site.community],
  )
  const [ping] = rows
  if (!ping) throw new Error('No Ping is open.')
  return { id: shortId(ping.id), uuid: ping.id, options: ping.options }
}
