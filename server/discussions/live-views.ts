/**
 * What open pages of a thread are told, as data.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { answerOfThread, answerView } from '#server/discussions/answer-views.ts'
import { lockOfThread, lockView } from '#server/discussions/lock-views.ts'
import { splitMark, splitOffThread } from '#server/discussions/order/split-views.ts'
import { loadPosts, type PostViewRow } from '#server/discussions/post-views.ts'
import { isLedOn } from '#server/discussions/reads-access.ts'
import { questionStateView, stateColumn } from '#server/discussions/reads-states.ts'
import { discussionsAddress } from '#server/discussions/thread.ts'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { isUuid, shortId } from '#server/platform/ids.ts'
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
  splitOff: z.array(splitMark),
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
    select t.id, t.community_id as "communityId", c.slug, t.title, t.kind, t.locked_at is not null as "isLocked", ${lockOfThread} as lock, ${splitOffThread} as "splitOff",
      t.entry_id <> t.id as "isAbout",
      t.answer_post_id as "answerPostId", ${answerOfThread} as answer, (extract(epoch from t.changed_at) * 1000000)::bigint::text as version,
      t.reply_count as replies, ${stateColumn('t')} as state
    from thread_shown t join community_shown c on c.id = t.community_id where t.id = ${threadId}`
  return row ?? null
}

/** The communities of those of these threads that are shown, to readers of whom the actor is one. */
export function readThreadCommunities(look: Look, actor: Actor, threadIds: readonly string[]) {
  return rows(look, () => z.object({ id: z.string(), communityId: z.string() }))`
    select t.id, t.community_id as "communityId" from thread_entry t
    where t.id = any(${threadIds.filter(isUuid)}::uuid[]) and t.is_open and (t.removed_at is null or ${isLedOn}) and ${isForReader('t', actor)}`
}

/** The address of a thread that was merged or moved leads on; null where it is only gone. */
export async function readFormerAddress(look: Look, threadId: string): Promise<string | null> {
  if (!isUuid(threadId)) return null
  const [row] = await rows(look, () => z.object({ slug: z.string() }))`
    select c.slug from thread_entry t join community_shown c on c.id = t.community_id where t.id = ${threadId} and ${isLedOn}`
  return row ? `${discussionsAddress(row.slug)}/${shortId(threadId)}` : null
}

const arranged = z.object({
  id: z.string(),
  /** Its mark stands in this thread, or stood there. */
  isMark: z.boolean(),
  isUndone: z.boolean(),
  /** Posts that are in this thread by it, and those that are not any more. */
  came: z.array(z.string()),
  went: z.array(z.string()),
})

/** By which acts posts came into a thread or left it, since a version. */
export function arrangedSince(
  look: Look,
  { id, communityId }: { id: string; communityId: string },
  since: string | null,
): Promise<z.infer<typeof arranged>[]> {
  const from = versionFrom(since)
  const postsThat = (how: RawBuilder<unknown>) => sql`array(
    select p.id from thread_act_post x join post p on p.id = x.post_id where x.act_id = a.id and p.thread_id ${how} ${id}::uuid)`
  return rows(look, arranged)`
    select a.id, a.kind = 'split' and a.from_id = ${id} as "isMark", a.undone_at is not null as "isUndone",
      ${postsThat(sql`=`)} as came, ${postsThat(sql`<>`)} as went
    from thread_act a
    where (a.community_id = ${communityId} and a.from_id = ${id} or a.to_community_id = ${communityId} and a.to_id = ${id})
      and greatest(a.at, a.undone_at) > ${from} order by a.at`
}

/** The moment of a version; without one, that of the first. */
function versionFrom(since: string | null) {
  const micros = since !== null && /^\d{1,17}$/.test(since) ? since : '0'
  return sql`timestamptz 'epoch' + ${micros}::bigint * interval '1 microsecond'`
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
  const ids = sql`
    select id from post where thread_id = ${threadId} and changed_at > ${versionFrom(since)}
    order by changed_at desc limit ${sql.lit(mostPosts + 1)}`
  const posts = await loadPosts(look, null, ids)
  const rootIds = [...new Set(posts.flatMap(({ rootId }) => rootId ?? []))]
  if (posts.length > mostPosts || !rootIds.length) return { posts, above: [], isTooMuch: posts.length > mostPosts }
  const above = await rows(look, () => z.object({ id: z.string(), replies: z.number() }))`
    select id, reply_count as replies from post where id = any(${rootIds}::uuid[])`
  return { posts, above, isTooMuch: false }
}
