/**
 * The discussions a person follows, in all their communities, for the front page.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { threadAddress } from '#server/discussions/thread.ts'
import { isForReader } from '#server/entries/room.ts'
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
})
export type FollowedThread = z.infer<typeof followedThreadView>

const shape = z.object({
  id: z.string(),
  title: z.string(),
  slug: z.string(),
  community_name: z.string(),
  last_post_at: z.date(),
  last_by: z.object({ name: z.string(), photo: z.string().nullable() }).nullable(),
  is_fresh: z.boolean(),
})

/** The latest discussions the actor follows in communities they belong to, the last post first. */
export async function followedThreads(look: Look, actor: PersonActor, limit: number): Promise<FollowedThread[]> {
  const mine = actor.belongings.map(({ communityId }) => communityId)
  const found = await rows(look, shape)`
    select t.id, t.title, c.slug, c.name as community_name, t.last_post_at,
      coalesce(t.last_post_at > r.read_at, true) as is_fresh,
      case when b.id is not null then json_build_object('name', b.name, 'photo', b.image) end as last_by
    from (
      -- Sorted before it is asked what may be seen of them: so that is asked of the first few only.
      select t.* from (
        select t.id, t.last_post_at from thread_follow f join thread t on t.id = f.thread_id
        where f.person_id = ${actor.personId} and f.state = 'following' and t.community_id = any(${mine}::uuid[])
          and t.last_post_at is not null
        order by t.last_post_at desc, t.id desc offset 0
      ) latest join thread_shown t on t.id = latest.id
      where ${isForReader('t', actor)}
      order by latest.last_post_at desc, latest.id desc limit ${sql.lit(limit)}
    ) t
    join community c on c.id = t.community_id
    left join entry_read r on r.entry_id = t.entry_id and r.person_id = ${actor.personId}
    left join lateral (
      select p.author_id from post p where p.thread_id = t.id and p.removed_at is null
      order by p.posted_at desc, p.id desc limit 1
    ) latest on true
    left join person b on b.id = latest.author_id and b.removed_at is null
    order by t.last_post_at desc, t.id desc`
  return found.map((row) => ({
    address: threadAddress(row.slug, row),
    title: row.title,
    communityName: row.community_name,
    lastPostAt: row.last_post_at,
    lastBy: row.last_by,
    isFresh: row.is_fresh,
  }))
}
