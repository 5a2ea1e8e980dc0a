/** What was split off a discussion, and where it stood, as its page is told. */
import { sql } from 'kysely'
import { z } from 'zod'

export const splitMark = z.object({
  /** The act by which they were split off. */
  id: z.string(),
  posts: z.number(),
  threadId: z.string(),
  /** Null where that discussion is not shown any more. */
  title: z.string().nullable(),
  /** Its place among the first-level posts, as `order` of a post has it. */
  order: z.string(),
})
export type SplitMark = z.infer<typeof splitMark>

/** What was split off the thread `t`, as a list of `splitMark`. */
export const splitOffThread = sql<SplitMark[]>`coalesce((
  select json_agg(json_build_object('id', a.id, 'posts', a.posts, 'threadId', a.to_id, 'title', s.title,
    'order', (extract(epoch from a.place_at) * 1000000)::bigint::text) order by a.place_at)
  from thread_act a left join thread_shown s on s.id = a.to_id
  where a.community_id = t.community_id and a.from_id = t.id and a.kind = 'split' and a.undone_at is null), '[]')`
