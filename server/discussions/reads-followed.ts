/**
 * The discussions a person follows, in all their communities, for the front page.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { threadAddress } from '#server/discussions/thread.ts'
import { isForReader } from '#server/entries/room.ts'
import { hasBlocked } from '#server/identity/room.ts'
import type { PersonActor } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

export const followedThreadView = z.object({
  address: z.string(),
  title: z.string(),
  communityName: z.string(),
  lastPostAt: z.date(),
  /** Who wrote last; null where they have left the site. */
  lastBy: z.object({ name: z.string(), photo: z.string().nullable() }).nullable(),
  /** Was something written since the reader last read it? */
  isFresh: z.boolean(),
  /** The reader blocked who opened it. */
  isBlocked: z.boolean(),
})
const followedRow = followedThreadView.omit({ address: true }).extend({ id: z.string(), slug: z.string() })

/** The latest discussions the actor follows in communities they belong to, the last post first. */
export async function followedThreads(look: Look, actor: PersonActor, limit: number) {
  const mine = actor.memberships.map(({ communityId }) => communityId)
  const found = await rows(look, followedRow)`
    select t.id, t.title, c.slug, c.name as "communityName", t.last_post_at as "lastPostAt",
      coalesce(t.last_post_at > r.read_at, true) as "isFresh",
      ${hasBlocked(sql`${actor.personId}::uuid`, sql`t.opened_by`)} as "isBlocked",
      case when b.id is not null then json_build_object('name', b.name, 'photo', b.image) end as "lastBy"
    from (
      select t.* from unnest(${mine}::uuid[]) mine (id) cross join lateral (
        -- Each list is read from its newest on, until enough of it is followed. "is true" keeps what is followed a set that
        -- is made once; as a join it would be looked up for every thread.
        select t.* from thread_shown t
        where t.community_id = mine.id and t.last_post_at is not null
          and (t.id in (select thread_id from thread_follow where person_id = ${actor.personId} and state = 'following')) is true
          and ${isForReader('t', actor)}
        order by t.last_post_at desc, t.id desc limit ${sql.lit(limit)}
      ) t
      order by t.last_post_at desc, t.id desc limit ${sql.lit(limit)}
    ) t
    join community_shown c on c.id = t.community_id
    left join lateral (
      select x.read_at from entry_read x where x.entry_id = t.entry_id and x.person_id = ${actor.personId} limit 1
    ) r on true
    left join lateral (
      select p.author_id from post p where p.thread_id = t.id and p.removed_at is null
      order by p.posted_at desc, p.id desc limit 1
    ) latest on true
    left join person b on b.id = latest.author_id
    order by t.last_post_at desc, t.id desc`
  return found.map(({ id, slug, ...thread }) => ({
    ...thread,
    address: threadAddress(slug, { id, title: thread.title }),
  }))
}
