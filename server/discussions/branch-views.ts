/**
 * One page of a thread: twenty first-level posts, with only their shown replies. Its cost grows with what the page
 * shows, not with what is stored.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import {
  loadPosts,
  type PostView,
  type PostViewRow,
  postView,
  type Reader,
  type Sight,
  seenBy,
  viewsOf,
} from '#server/discussions/post-views.ts'
import { postsPerPage, repliesInSight, repliesPerWindow } from '#server/discussions/thread.ts'
import { personIdOf } from '#server/platform/actor.ts'
import type { Look } from '#server/platform/work.ts'

export const branchView = postView.extend({
  /** The shown replies, oldest first: those opened from the fold, then the last ones. */
  replies: z.array(postView),
  /** Replies in all. */
  replyCount: z.number(),
  /** Where there are more than a few replies the earlier ones fold; null where all are shown. */
  fold: z
    .object({
      /** How many of `replies` are opened earlier ones. */
      opened: z.number(),
      /** The reply they begin with, as asked; null for the very first. */
      from: z.string().nullable(),
      /** The next reply that is not shown: send it as `from`, with the post as `replies`; null where none is missing. */
      next: z.string().nullable(),
    })
    .nullable(),
})
export type BranchView = z.infer<typeof branchView>

/** Where a page of first-level posts begins or ends. */
export type Cursor = { readonly kind: 'start' } | { readonly kind: 'at' | 'after' | 'before'; readonly id: string }

/** The post whose fold is opened, and the reply it opens from; without a reply, from the first. */
export interface Opened {
  readonly rootId: string
  readonly from: string | null
}

/** A page of first-level posts that is asked for. */
export interface PageAsked {
  readonly cursor: Cursor
  readonly opened: Opened | null
}

/** The rows of one page: its first-level posts and one more, with the replies that it shows. */
export function loadPage(
  look: Look,
  { actor, thread }: Pick<Reader, 'actor' | 'thread'>,
  { cursor, opened }: PageAsked,
  sight: Sight = { actor, thread },
): Promise<PostViewRow[]> {
  return loadPosts(look, personIdOf(actor), pageIds(thread.id, sight, { cursor, opened }))
}

/** The first-level posts of a page with their replies, and whether there are more beyond it. */
export function branchesOf(rows: readonly PostViewRow[], reader: Reader, { cursor, opened }: PageAsked) {
  const roots = rows.filter(({ rootId }) => !rootId)
  const hasMore = roots.length > postsPerPage
  const shown = cursor.kind === 'before' ? roots.slice(-postsPerPage) : roots.slice(0, postsPerPage)
  const under = Map.groupBy(rows, ({ rootId }) => rootId)
  const counts = new Map(shown.map(({ id, replyCount }) => [id, replyCount]))
  const branches = viewsOf(shown, reader).map((post) => {
    const replies = viewsOf(under.get(post.id) ?? [], reader)
    return branchOf(post, replies, counts.get(post.id) ?? 0, opened?.rootId === post.id ? opened : null)
  })
  return { branches, hasMore }
}

function branchOf(post: PostView, loaded: PostView[], replyCount: number, opened: Opened | null): BranchView {
  if (replyCount <= repliesInSight) return { ...post, replies: loaded, replyCount, fold: null }
  const last = loaded.slice(-repliesInSight)
  const earlier = loaded.slice(0, -repliesInSight)
  const window = earlier.slice(0, repliesPerWindow)
  const next = opened ? (earlier[repliesPerWindow]?.id ?? null) : null
  const fold = { opened: window.length, from: opened?.from ?? null, next }
  return { ...post, replies: [...window, ...last], replyCount, fold }
}

/** The ids of a page: its first-level posts and one more, their last replies, and a window of the opened fold with one more. */
function pageIds(threadId: string, sight: Sight, { cursor, opened }: PageAsked): RawBuilder<unknown> {
  const { direction, beyond } = way[cursor.kind]
  const from =
    cursor.kind === 'start'
      ? sql`true`
      : sql`(p.posted_at, p.id) ${beyond} (select c.posted_at, c.id from post c where c.id = ${cursor.id}::uuid and c.thread_id = ${threadId})`
  // The post that opens a thread stands first, also where older ones were merged into it.
  const opening = sql`union select o.id, o.reply_count from post o where o.thread_id = ${threadId} and o.is_opening`
  const besides = cursor.kind === 'after' || cursor.kind === 'at' ? sql`and not p.is_opening` : sql``
  return sql`
    with first as materialized (
      (select p.id, p.reply_count from post p
      where p.thread_id = ${threadId} and p.root_id is null and ${seenBy(sight, 'p')} and ${from} ${besides}
      order by p.posted_at ${direction}, p.id ${direction} limit ${sql.lit(postsPerPage + 1)})
      ${cursor.kind === 'start' ? opening : sql``}
    )
    select id from first
    union all
    select last.id from first, lateral (
      select r.id from post r where r.root_id = first.id and ${seenBy(sight, 'r')}
      order by r.posted_at desc, r.id desc
      limit case when first.reply_count > ${few} then ${few} else ${many} end
    ) last
    ${opened ? sql`union (${windowIds(sight, opened)})` : sql``}`
}

/** Our own numbers are written into the statement: PostgreSQL plans it once, and plans badly for a limit it does not know. */
const few = sql.lit(repliesInSight)
const many = sql.lit(repliesPerWindow)

function windowIds(sight: Sight, { rootId, from }: Opened): RawBuilder<unknown> {
  const key = sql`(select c.posted_at, c.id from post c where c.id = ${from}::uuid and c.root_id = ${rootId}::uuid)`
  return sql`
    select r.id from post r
    where r.root_id = ${rootId}::uuid and exists (select from first where first.id = ${rootId}::uuid) and ${seenBy(sight, 'r')} and ${from ? sql`(r.posted_at, r.id) >= ${key}` : sql`true`}
    order by r.posted_at, r.id limit ${sql.lit(repliesPerWindow + 1)}`
}

const way = {
  start: { direction: sql`asc`, beyond: sql`>` },
  at: { direction: sql`asc`, beyond: sql`>=` },
  after: { direction: sql`asc`, beyond: sql`>` },
  before: { direction: sql`desc`, beyond: sql`<` },
} as const
