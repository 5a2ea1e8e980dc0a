/**
 * What open pages of a thread are told, as data.
 */
import { sql } from 'kysely'
import { type LoadedPost, loadPosts } from '#server/discussions/post-views.ts'
import { type AnswerView, answerOfThread } from '#server/discussions/views.ts'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { isUuid } from '#server/platform/ids.ts'
import type { Look } from '#server/platform/work.ts'

/** Changed posts that are sent at most; a page that lacks more is better read anew. */
const mostPosts = 100

export interface TopicOfThread {
  readonly id: string
  readonly communityId: string
  readonly slug: string
  readonly title: string
  readonly kind: 'talk' | 'question'
  readonly isAbout: boolean
  readonly isLocked: boolean
  readonly answerPostId: string | null
  readonly answer: AnswerView | null
  readonly replies: number
  readonly version: string
}

/** A thread as its topic needs it, for no actor: the hub asks for the audience first. Null where it is gone or hidden. */
export async function readTopic(look: Look, threadId: string): Promise<TopicOfThread | null> {
  if (!isUuid(threadId)) return null
  const { rows } = await sql<TopicOfThread>`
    select t.id, t.community_id as "communityId", c.slug, t.title, t.kind, t.locked_at is not null as "isLocked",
      t.entry_id <> t.id as "isAbout",
      t.answer_post_id as "answerPostId", ${answerOfThread} as answer, (extract(epoch from t.changed_at) * 1000000)::bigint::text as version,
      t.reply_count as replies
    from thread_shown t join community c on c.id = t.community_id where t.id = ${threadId}`.execute(look.db as never)
  return rows[0] ?? null
}

/** The communities of those of these threads that are shown, to readers of whom the actor is one. */
export async function readPlaces(
  look: Look,
  actor: Actor,
  threadIds: readonly string[],
): Promise<readonly { readonly id: string; readonly communityId: string }[]> {
  const { rows } = await sql<{ id: string; communityId: string }>`
    select t.id, t.community_id as "communityId" from thread_shown t
    where t.id = any(${threadIds.filter(isUuid)}::uuid[]) and ${isForReader('t', actor)}`.execute(look.db as never)
  return rows
}

/** What changed in a thread. */
export interface ChangesOfThread {
  readonly posts: readonly LoadedPost[]
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
  const rootIds = [...new Set(posts.flatMap(({ root_id }) => root_id ?? []))]
  if (posts.length > mostPosts || !rootIds.length) return { posts, above: [], isTooMuch: posts.length > mostPosts }
  const { rows: above } = await sql<{ id: string; replies: number }>`
    select id, reply_count as replies from post where id = any(${rootIds}::uuid[])`.execute(look.db as never)
  return { posts, above, isTooMuch: false }
}
