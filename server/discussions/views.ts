/**
 * A thread as people read it: its head, and a page of its posts. Two queries.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { branchView, type Cursor, loadBranches, type Opened } from '#server/discussions/branch-views.ts'
import { threadAbilities } from '#server/discussions/policy.ts'
import { micros, seenBy, speakerView } from '#server/discussions/post-views.ts'
import {
  mostNewCounted,
  postsPerPage,
  repliesInSight,
  repliesPerWindow,
  type ThreadFacts,
  threadAddress,
} from '#server/discussions/thread.ts'
import { isForReader } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** The community a thread is in, as its loader found it for the actor. */
export interface CommunityRef {
  readonly id: string
  readonly slug: string
  readonly status: 'draft' | 'active' | 'archived'
}

/** The post that answered a question, as it is quoted under it. */
export const answerView = z.object({
  postId: z.string(),
  /** Null where they have left the site. */
  author: z.string().nullable(),
  words: z.string(),
})
export type AnswerView = z.infer<typeof answerView>

/** The answer of the thread `t`, as `answerView` has it, or null. */
export const answerOfThread = sql<AnswerView | null>`(
  select json_build_object('postId', said.id, 'author', by.name, 'words', left(said.text, 600))
  from post said left join person by on by.id = said.author_id and by.removed_at is null
  where said.id = t.answer_post_id and said.removed_at is null)`

export const threadView = z.object({
  id: z.string(),
  community: z.object({ id: z.string(), slug: z.string() }),
  address: z.string(),
  about: z.object({ kind: z.string(), id: z.string(), address: z.string() }).nullable(),
  kind: z.enum(['talk', 'question']),
  title: z.string(),
  prompt: z.string(),
  language: z.string(),
  openedBy: speakerView.nullable(),
  openedAt: z.date(),
  isLocked: z.boolean(),
  answerPostId: z.string().nullable(),
  /** How the answer begins; null where there is none. */
  answer: answerView.nullable(),
  /** Posts beside the one that opened it. */
  replies: z.number(),
  posts: z.array(branchView),
  /** Ids of first-level posts that other pages begin or end at; null where there is none. */
  page: z.object({ after: z.string().nullable(), before: z.string().nullable() }),
  /** What was said since the reader's last visit, by others, counted up to 100; `first` leads to it. Null before the first visit. */
  fresh: z.object({ count: z.number(), first: z.string() }).nullable(),
  isUnread: z.boolean(),
  following: z.enum(['following', 'muted']).nullable(),
  /** What a live page names, and how far this view has seen. */
  live: z.object({ topic: z.string(), version: z.string() }),
  can: z.object({ post: z.boolean(), rename: z.boolean(), markAnswer: z.boolean(), moderate: z.boolean() }),
})
export type ThreadView = z.infer<typeof threadView>

/**
 * Which page of a thread: after or before a first-level post, or wherever a post stands, with the fold it lies in opened;
 * without, the beginning. `replies` opens the fold under a first-level post, `from` one of its replies on.
 */
export interface PageOfThread {
  readonly after?: string
  readonly before?: string
  readonly at?: string
  readonly replies?: string
  readonly from?: string
}

const headRow = z.object({
  id: z.string(),
  entry_id: z.string(),
  about_kind: z.string().nullable(),
  kind: z.enum(['talk', 'question']),
  title: z.string(),
  prompt: z.string(),
  language: z.string(),
  opened_by: z.string().nullable(),
  opened_at: z.date(),
  last_post_at: z.date().nullable(),
  locked_at: z.date().nullable(),
  answer_post_id: z.string().nullable(),
  answer: answerView.nullable(),
  version: z.number(),
  name: z.string().nullable(),
  image: z.string().nullable(),
  person_title: z.string().nullable(),
  replies: z.number(),
  read_at: z.number().nullable(),
  state: z.enum(['following', 'muted']).nullable(),
  is_unread: z.boolean(),
  fresh_first: z.string().nullable(),
  fresh_count: z.number(),
  /** Of the post one comes for, where there is one; absent otherwise. */
  at_root: z.string().nullish(),
  at_is_reply: z.boolean().nullish(),
  at_before: z.number().nullish(),
  at_earlier: z.number().nullish(),
  at_later: z.number().nullish(),
})
type HeadRow = z.infer<typeof headRow>

/**
 * One thread of a community the actor may read, with a page of its posts.
 * @refuses not_found
 */
export async function findThreadPage(
  look: Look,
  actor: Actor,
  community: CommunityRef,
  threadId: string,
  page: PageOfThread = {},
): Promise<ThreadView> {
  const head = await readHead(look, actor, community, sql`t.id = ${threadId}`, page)
  return head ? withPosts(look, actor, community, head, page) : refuse(notFound)
}

/** The discussion below an entry, from its beginning; null where there is none or it is not shown. */
export async function discussionAbout(
  look: Look,
  actor: Actor,
  community: CommunityRef,
  entryId: string,
): Promise<ThreadView | null> {
  const head = await readHead(look, actor, community, sql`t.entry_id = ${entryId} and t.id <> t.entry_id`, {})
  return head ? withPosts(look, actor, community, head, {}) : null
}

async function readHead(
  look: Look,
  actor: Actor,
  community: CommunityRef,
  which: RawBuilder<unknown>,
  page: PageOfThread,
): Promise<HeadRow | null> {
  const reader = personIdOf(actor)
  const sought = page.replies ?? page.at
  const stands = sought ? standingOf(sought, { actor, community }) : null
  const [row] = await rows(look, headRow)`
    select t.id, t.entry_id, t.about_kind, t.kind, t.title, t.prompt, t.language, t.opened_by, t.opened_at, t.last_post_at,
      t.locked_at, t.answer_post_id, ${answerOfThread} as answer, ${micros(sql`t.changed_at`)} as version,
      a.name, a.image, a.title as person_title, ${micros(sql`r.read_at`)} as read_at, f.state,
      coalesce(t.last_post_at > coalesce(r.read_at, m.joined_at), false) as is_unread,
      t.reply_count as replies, fresh.first as fresh_first, coalesce(fresh.count, 0) as fresh_count
      ${stands ? sql`, stands.*` : sql``}
    from thread_shown t
    left join person a on a.id = t.opened_by and a.removed_at is null
    left join entry_read r on r.entry_id = t.entry_id and r.person_id = ${reader}::uuid
    left join thread_follow f on f.thread_id = t.id and f.person_id = ${reader}::uuid
    left join membership_shown m on m.community_id = t.community_id and m.person_id = ${reader}::uuid
    left join lateral (
      select count(*) as count, (array_agg(news.id))[1] as first from (
        select p.id from post p
        where p.thread_id = t.id and p.posted_at > r.read_at and t.last_post_at > r.read_at and p.removed_at is null
          and p.author_id is distinct from ${reader}::uuid
        order by p.posted_at, p.id limit ${sql.lit(mostNewCounted)}) news
    ) fresh on true
    ${stands ? sql`left join lateral (${stands}) stands on true` : sql``}
    where t.community_id = ${community.id} and ${which} and ${isForReader('t', actor)}`
  return row ?? null
}

/** Where a post stands in the thread `t`: its first-level post, and how many stand before and after it, as far as that matters. */
function standingOf(
  postId: string,
  { actor, community }: { actor: Actor; community: CommunityRef },
): RawBuilder<unknown> {
  const seen = seenBy({ actor, thread: { communityId: community.id, communityStatus: community.status } }, 'r')
  return sql`
    select root.id as at_root, here.root_id is not null as at_is_reply,
      (select count(*) from (
        select from post e where e.thread_id = t.id and e.root_id is null and (e.posted_at, e.id) < (root.posted_at, root.id)
        limit ${sql.lit(postsPerPage)}) before) as at_before,
      (select count(*) from (
        select from post r where r.root_id = here.root_id and (r.posted_at, r.id) < (here.posted_at, here.id) and ${seen}
        limit ${sql.lit(repliesPerWindow)}) earlier) as at_earlier,
      (select count(*) from (
        select from post r where r.root_id = here.root_id and (r.posted_at, r.id) > (here.posted_at, here.id) and ${seen}
        limit ${sql.lit(repliesInSight)}) later) as at_later
    from post here join post root on root.id = coalesce(here.root_id, here.id)
    where here.id = ${postId}::uuid and here.thread_id = t.id`
}

async function withPosts(
  look: Look,
  actor: Actor,
  community: CommunityRef,
  head: HeadRow,
  page: PageOfThread,
): Promise<ThreadView> {
  const thread = factsOf(head, community)
  const cursor = cursorOf(page, head)
  const reader = { actor, thread, since: head.read_at }
  const { branches: posts, hasMore } = await loadBranches(look, reader, { cursor, opened: openedBy(page, head) })
  const isBackwards = cursor.kind === 'before'
  const hasEarlier = isBackwards ? hasMore : cursor.kind !== 'start'
  const hasLater = isBackwards || hasMore
  return {
    ...headView(look, head, actor, { community, thread }),
    posts,
    page: {
      after: hasLater ? (posts.at(-1)?.id ?? null) : null,
      before: hasEarlier ? (posts[0]?.id ?? null) : null,
    },
  }
}

function cursorOf(page: PageOfThread, head: HeadRow): Cursor {
  // A page that opens at a post begins there, unless the thread's first page holds it.
  if (head.at_root) return (head.at_before ?? 0) >= postsPerPage ? { kind: 'at', id: head.at_root } : { kind: 'start' }
  if (page.after) return { kind: 'after', id: page.after }
  return page.before ? { kind: 'before', id: page.before } : { kind: 'start' }
}

/** The fold that is asked for, or that hides the post one comes for: from its first reply, or from that post where it is far down. */
function openedBy(page: PageOfThread, head: HeadRow): Opened | null {
  if (page.replies) return { rootId: page.replies, from: page.from ?? null }
  if (!page.at || !head.at_root || !head.at_is_reply || (head.at_later ?? 0) < repliesInSight) return null
  return { rootId: head.at_root, from: (head.at_earlier ?? 0) >= repliesPerWindow ? page.at : null }
}

function factsOf(head: HeadRow, community: CommunityRef): ThreadFacts {
  return {
    id: head.id,
    communityId: community.id,
    communityStatus: community.status,
    kind: head.kind,
    entryId: head.entry_id,
    openedBy: head.opened_by,
    lockedAt: head.locked_at,
    answerPostId: head.answer_post_id,
  }
}

/** The entry it stands below, with where that is read. */
function aboutOf(look: Look, head: HeadRow, { slug }: CommunityRef): ThreadView['about'] {
  const kind = look.platform.declared.kinds.get(head.about_kind ?? '')
  if (!kind) return null
  return { kind: kind.kind, id: head.entry_id, address: kind.address(slug, { id: head.entry_id, title: head.title }) }
}

function headView(
  look: Look,
  head: HeadRow,
  actor: Actor,
  { community, thread }: { community: CommunityRef; thread: ThreadFacts },
): Omit<ThreadView, 'posts' | 'page'> {
  return {
    id: head.id,
    community: { id: community.id, slug: community.slug },
    address: threadAddress(community.slug, head),
    about: aboutOf(look, head, community),
    kind: head.kind,
    title: head.title,
    prompt: head.prompt,
    language: head.language,
    openedBy:
      head.opened_by && head.name !== null
        ? { id: head.opened_by, name: head.name, photo: head.image, title: head.person_title ?? '' }
        : null,
    openedAt: head.opened_at,
    isLocked: head.locked_at !== null,
    answerPostId: head.answer_post_id,
    answer: head.answer,
    replies: head.replies,
    fresh: head.fresh_first ? { count: head.fresh_count, first: head.fresh_first } : null,
    isUnread: head.is_unread,
    following: head.state,
    live: { topic: `thread/${head.id}`, version: String(head.version) },
    can: threadAbilities(actor, thread),
  }
}
