/** Where a post stands in its thread. */
import { sql } from 'kysely'
import { z } from 'zod'
import { seenBy } from '#server/discussions/post-views.ts'
import { postsPerPage, repliesInSight, repliesPerWindow, type ThreadFacts } from '#server/discussions/thread.ts'
import type { Actor } from '#server/platform/actor.ts'

/** Its first-level post, and how many posts come before and after it, as far as that matters. */
export const position = z.object({
  root: z.string(),
  isReply: z.boolean(),
  before: z.number(),
  earlier: z.number(),
  later: z.number(),
})

/** Where a post stands in the thread `t`, as `position` has it. */
export function positionOf(
  postId: string,
  { actor, community }: { actor: Actor; community: { id: string; status: ThreadFacts['communityStatus'] } },
) {
  const seen = seenBy({ actor, thread: { communityId: community.id, communityStatus: community.status } }, 'r')
  return sql`
    select json_build_object('root', root.id, 'isReply', here.root_id is not null,
      'before', case when root.is_opening then 0 else (select count(*) from (
        select from post e where e.thread_id = t.id and e.root_id is null and (e.posted_at, e.id) < (root.posted_at, root.id)
        limit ${sql.lit(postsPerPage)}) before) end,
      'earlier', (select count(*) from (
        select from post r where r.root_id = here.root_id and (r.posted_at, r.id) < (here.posted_at, here.id) and ${seen}
        limit ${sql.lit(repliesPerWindow)}) earlier),
      'later', (select count(*) from (
        select from post r where r.root_id = here.root_id and (r.posted_at, r.id) > (here.posted_at, here.id) and ${seen}
        limit ${sql.lit(repliesInSight)}) later))
    from post here join post root on root.id = coalesce(here.root_id, here.id)
    where here.id = ${postId}::uuid and here.thread_id = t.id`
}
