/**
 * What is on a seeded site: threads, Pings, ballots. Straight from its database, as no page lists them like this.
 */
import { shortId } from '#server/platform/ids.ts'
import type { Site } from './site.ts'

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
