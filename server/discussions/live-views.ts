/**
 * What open pages of a thread are told, as data.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { answerOfThread, answerView } from '#server/discussions/answer-views.ts'
import { loadPosts, type PostViewRow } from '#server/discussions/post-views.ts'
import { questionStateView, stateColumn } from '#server/discussions/reads-states.ts'
import { lockOfThread, lockView } from '#server/discussions/views.ts'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { isUuid } from '#server/platform/ids.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Changed posts that are sent at most; a page that lacks more is better read anew. */
const mostPosts = 100

const topicOfThread = z.object({
  id: z.string(),
  communityId: z.string(),
  slug: z.string(),
  title: z.string(),
  kind: z.enum(['talk', 'question']),
  isAbout: z.boolean(),
  isLocked: z.boolean(),
  lock: lockView.nullable(),
  answerPostId: z.string().nullable(),
  state: questionStateView,
  answer: answerView.nullable(),
  replies: z.number(),
  version: z.string(),
})

/** A thread as its topic needs it, for no actor: the hub asks for the audience first. Null where it is gone or hidden. */
export async function readTopic(look: Look, threadId: string): Promise<z.infer<typeof topicOfThread> | null> {
  if (!isUuid(threadId)) return null
  const [row] = await rows(look, topicOfThread)`
    select t.id, t.community_id as "communityId", c.slug, t.title, t.kind, t.locked_at is not null as "isLocked", ${lockOfThread} as lock,
      t.entry_id <> t.id as "isAbout",
      t.answer_post_id as "answerPostId", ${answerOfThread} as answer, (extract(epoch from t.changed_at) * 1000000)::bigint::text as version,
      t.reply_count as replies, ${stateColumn('t')} as state
    from thread_shown t join community_shown c on c.id = t.community_id where t.id = ${threadId}`
  return row ?? null
}

/** The communities of those of these threads that are shown, to readers of whom the actor is one. */
export function readThreadCommunities(look: Look, actor: Actor, threadIds: readonly string[]) {
  return rows(look, () => z.object({ id: z.string(), communityId: z.string() }))`
    select t.id, t.community_id as "communityId" from thread_shown t
    where t.id = any(${threadIds.filter(isUuid)}::uuid[]) and ${isForReader('t', actor)}`
}

/** What changed in a thread. */
export interface ChangesOfThread {
  readonly posts: readonly PostViewRow[]
  /** First-level posts under which something changed, with how many replies they have. */
  readonly above: readonly { readonly id: string; readonly replies: number }[]
  /** There is more than a page should be sent. */
  readonly isTooMuch: boolean
}

/** The posts of a thread that changed since a version, or with null the latest. */
export async function changesSince(look: Look, threadId: string, since: string | null): Promise<ChangesOfThread> {
  const from = since !== null && /^\d{1,17}$/.test(since) ? since : '0'
  const ids = sql`
    select id from post where thread_id = ${threadId}
      and changed_at > timestamptz 'epoch' + ${from}::bigint * interval '1 microsecond'
    order by changed_at desc limit ${sql.lit(mostPosts + 1)}`
  const posts = await loadPosts(look, null, ids)
  const rootIds = [...new Set(posts.flatMap(({ rootId }) => rootId ?? []))]
  if (posts.length > mostPosts || !rootIds.length) return { posts, above: [], isTooMuch: posts.length > mostPosts }
  const above = await rows(look, () => z.object({ id: z.string(), replies: z.number() }))`
    select id, reply_count as replies from post where id = any(${rootIds}::uuid[])`
  return { posts, above, isTooMuch: false }
}
