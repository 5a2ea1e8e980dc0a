/**
 * A thread as people read it: its head, and a page of its posts. Two queries.
 */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { answerOfThread, answerView } from '#server/discussions/answer-views.ts'
import {
  type BranchView,
  branchesOf,
  branchView,
  type Cursor,
  loadPage,
  type Opened,
} from '#server/discussions/branch-views.ts'
import { lockOfThread, lockView } from '#server/discussions/lock-views.ts'
import { followPost, refuseElsewhere } from '#server/discussions/order/reads-elsewhere.ts'
import { splitMark, splitOffThread } from '#server/discussions/order/split-views.ts'
import { mayFile, threadAbilities } from '#server/discussions/policy.ts'
import { position, positionOf } from '#server/discussions/position-views.ts'
import { micros, type Reader, speaker, speakerView } from '#server/discussions/post-views.ts'
import { readBlockedQuotes } from '#server/discussions/reads-blocked-quotes.ts'
import { firstPages, postsFor, readFirstPage, readReactions } from '#server/discussions/reads-first-pages.ts'
import { askedAgainColumn, questionStateView, stateColumn } from '#server/discussions/reads-states.ts'
import {
  mostNewCounted,
  postsPerPage,
  repliesInSight,
  repliesPerWindow,
  threadAddress,
} from '#server/discussions/thread.ts'
import { topicRef } from '#server/discussions/topics/talk.ts'
import { hasTopicsColumn, topicsColumn } from '#server/discussions/topics/views.ts'
import { hiddenColumn, hiddenView, isForReader, isNotHidden, readersColumn, readersView } from '#server/entries/room.ts'
import { blockedBy } from '#server/identity/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** The community a thread is in, as its loader found it for the actor. */
export interface CommunityRef {
  readonly id: string
  readonly slug: string
  readonly status: 'draft' | 'active' | 'archived'
}

export const threadView = z.object({
  id: z.string(),
  community: z.object({ id: z.string(), slug: z.string() }),
  address: z.string(),
  about: z.object({ kind: z.string(), id: z.string(), address: z.string() }).nullable(),
  kind: z.enum(['talk', 'question']),
  title: z.string(),
  prompt: z.string(),
  readers: readersView,
  language: z.string(),
  openedBy: speakerView.nullable(),
  openedAt: z.date(),
  isLocked: z.boolean(),
  /** A discussion of its own that is hidden; one below a hidden entry says nothing of it. */
  hidden: hiddenView,
  /** Who locked it, as what, and why; null where it is not locked. The name is null where they have left the site. */
  lock: lockView.nullable(),
  answerPostId: z.string().nullable(),
  state: questionStateView,
  /** What it, or the entry it stands below, is filed under. */
  topics: z.array(topicRef),
  /** How many people it was asked again of, as nobody had replied. */
  askedAgain: z.number(),
  /** How the answer begins; null where there is none. */
  answer: answerView.nullable(),
  /** Posts beside the one that opened it. */
  replies: z.number(),
  posts: z.array(branchView),
  /** What was split off it, with where that stood. */
  splitOff: z.array(splitMark),
  /** Ids of first-level posts that other pages begin or end at; null where there is none. */
  page: z.object({ after: z.string().nullable(), before: z.string().nullable() }),
  /** Posts by others since the reader's last visit, counted up to 100; `first` leads to them. Null before the first visit. */
  fresh: z.object({ count: z.number(), first: z.string() }).nullable(),
  isUnread: z.boolean(),
  /** The people whom the reader blocked; what they wrote is folded. */
  blocked: z.array(z.string()),
  /** Ids of posts of theirs that others quote on this page; these quotes are folded. */
  blockedQuotes: z.array(z.string()),
  following: z.enum(['following', 'muted']).nullable(),
  /** The channel of a live page, and the version this view has seen. */
  live: z.object({ topic: z.string(), version: z.string() }),
  can: z.object({
    post: z.boolean(),
    rename: z.boolean(),
    markAnswer: z.boolean(),
    moderate: z.boolean(),
    file: z.boolean(),
  }),
})
export type ThreadView = z.infer<typeof threadView>

/**
 * Which page of a thread: after or before a first-level post, or the one that shows a post, with its fold opened; without
 * any of these, the beginning. `replies` opens the fold under a first-level post, `from` one of its replies on.
 */
export interface PageOfThread {
  readonly after?: string
  readonly before?: string
  readonly at?: string
  readonly replies?: string
  readonly from?: string
}

/** What the head of a thread shows as it is read, and what decides the rest of it. */
const headRow = threadView
  .omit({
    community: true,
    address: true,
    about: true,
    posts: true,
    page: true,
    live: true,
    can: true,
    blockedQuotes: true,
  })
  .extend({
    entryId: z.string(),
    aboutKind: z.string().nullable(),
    openerId: z.string().nullable(),
    lockedAt: z.date().nullable(),
    hasTopics: z.boolean(),
    version: z.number(),
    peopleVersion: z.number(),
    readAt: z.number().nullable(),
    ahead: z.array(z.string()),
    /** The post the reader comes for: its first-level post, and how many come before and after it, as far as that matters. */
    stands: position.nullable(),
  })
type HeadRow = z.infer<typeof headRow>

/**
 * One thread of a community the actor may read, with a page of its posts.
 * @refuses not_found · thread_elsewhere where it, or the post that is asked for, was merged, split off or moved
 */
export async function findThreadPage(
  look: Look,
  actor: Actor,
  community: CommunityRef,
  threadId: string,
  page: PageOfThread = {},
): Promise<ThreadView> {
  return (
    (await readThread(look, actor, community, { id: threadId, which: sql`t.id = ${threadId}`, page })) ??
    (await refuseElsewhere(look, actor, { community: community.slug, thread: threadId, post: page.at }))
  )
}

/** The discussion below an entry, from its beginning; null where there is none or it is not shown. */
export function discussionAbout(look: Look, actor: Actor, community: CommunityRef, entryId: string) {
  const which = sql`t.entry_id = ${entryId} and t.id <> t.entry_id`
  return readThread(look, actor, community, { id: entryId, which, page: {} })
}

/** A thread by the id it is asked by, with what of it its reader does not want to read. */
async function readThread(...asked: Parameters<typeof readWholeThread>): Promise<ThreadView | null> {
  const thread = await readWholeThread(...asked)
  if (!thread?.blocked.length) return thread
  return { ...thread, blockedQuotes: await readBlockedQuotes(asked[0], thread) }
}

/** A thread by the id it is asked by. Whether this reader may see it is decided by its head, which is always read afresh. */
async function readWholeThread(
  look: Look,
  actor: Actor,
  community: CommunityRef,
  { id, which, page }: { id: string; which: RawBuilder<unknown>; page: PageOfThread },
): Promise<ThreadView | null> {
  const isBeginning = !Object.values(page).some(Boolean)
  const kept = isBeginning ? firstPages.get(look, id) : undefined
  const [head, reactions] = await Promise.all([
    readHead(look, actor, community, which, page),
    readReactions(look, actor, kept?.value.reacted ?? []),
  ])
  if (!head) return null
  if (page.at && !head.stands)
    await followPost(look, actor, { community: community.slug, thread: head.id, post: page.at })
  const reader: Reader = {
    actor,
    thread: factsOf(head, community),
    since: head.readAt,
    ahead: head.ahead,
    blocked: head.blocked,
  }
  const thread = { head, community, page }
  const asked = { cursor: cursorOf(page, head), opened: openedBy(page, head) }
  const version = `${head.version} ${head.peopleVersion}`
  const isKept = kept?.version === version
  if (isKept && kept.value.rows) {
    return withPosts(look, thread, postsFor(kept.value, kept.value.rows, { ...reader, reactions }), reader)
  }
  if (isBeginning && !isKept && head.readers === null) {
    const first = await readFirstPage(look, reader)
    firstPages.set(look, id, { version, value: first.page })
    return withPosts(look, thread, branchesOf(first.own, reader, asked), reader)
  }
  return withPosts(look, thread, branchesOf(await loadPage(look, reader, asked), reader, asked), reader)
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
  const [row] = await rows(look, headRow)`
    select t.id, t.entry_id as "entryId", t.about_kind as "aboutKind", t.kind, t.title, t.prompt, t.language, t.opened_by as "openerId",
      ${speaker('a')} as "openedBy", t.opened_at as "openedAt", coalesce(t.locked_at, t.hidden_at) as "lockedAt", t.locked_at is not null as "isLocked",
      case when t.about_kind is null then ${hiddenColumn('t')} end as hidden, ${lockOfThread} as lock, ${splitOffThread} as "splitOff",
      t.answer_post_id as "answerPostId", ${answerOfThread} as answer, ${micros(sql`t.changed_at`)} as version,
      ${stateColumn('t')} as state, ${topicsColumn('t')} as topics,
      ${askedAgainColumn} as "askedAgain", ${hasTopicsColumn} as "hasTopics",
      (select people_version from site) as "peopleVersion", ${readersColumn('t')} as readers,
      ${blockedBy(actor)} as blocked, ${micros(sql`r.read_at`)} as "readAt", coalesce(r.ahead, '{}') as ahead, f.state as following, t.reply_count as replies,
      coalesce(t.last_post_at > coalesce(r.read_at, m.joined_at), false) as "isUnread",
      case when fresh.first is not null then json_build_object('count', fresh.count, 'first', fresh.first) end as fresh,
      ${sought ? sql`(${positionOf(sought, { actor, community })})` : sql`null::json`} as stands
    from thread_there t
    left join person a on a.id = t.opened_by
    left join entry_read r on r.entry_id = t.entry_id and r.person_id = ${reader}::uuid
    left join thread_follow f on f.thread_id = t.id and f.person_id = ${reader}::uuid
    left join membership_shown m on m.community_id = t.community_id and m.person_id = ${reader}::uuid
    left join lateral (
      select count(*) as count, (array_agg(news.id))[1] as first from (
        select p.id from post p
        where p.thread_id = t.id and p.posted_at > r.read_at and t.last_post_at > r.read_at and p.removed_at is null
          and p.author_id is distinct from ${reader}::uuid and p.id <> all(r.ahead)
        order by p.posted_at, p.id limit ${sql.lit(mostNewCounted)}) news
    ) fresh on true
    where t.community_id = ${community.id} and ${which} and ${isForReader('t', actor)} and ${isNotHidden('t', actor)}`
  return row ?? null
}

function withPosts(
  look: Look,
  { head, community, page }: { head: HeadRow; community: CommunityRef; page: PageOfThread },
  { branches: posts, hasMore }: { branches: BranchView[]; hasMore: boolean },
  reader: Reader,
): ThreadView {
  const cursor = cursorOf(page, head)
  const isBackwards = cursor.kind === 'before'
  const hasEarlier = isBackwards ? hasMore : cursor.kind !== 'start'
  const hasLater = isBackwards || hasMore
  return {
    ...headView(look, head, reader, community),
    blockedQuotes: [],
    posts,
    page: {
      after: hasLater ? (posts.at(-1)?.id ?? null) : null,
      before: hasEarlier ? (posts[0]?.id ?? null) : null,
    },
  }
}

function cursorOf(page: PageOfThread, head: HeadRow): Cursor {
  // A page that opens at a post begins there, unless the thread's first page holds it.
  if (head.stands) return head.stands.before >= postsPerPage ? { kind: 'at', id: head.stands.root } : { kind: 'start' }
  if (page.after) return { kind: 'after', id: page.after }
  return page.before ? { kind: 'before', id: page.before } : { kind: 'start' }
}

/** The fold that is asked for, or that hides the post one comes for: from its first reply, or from that post where it is far down. */
function openedBy(page: PageOfThread, { stands }: HeadRow): Opened | null {
  if (page.replies) return { rootId: page.replies, from: page.from ?? null }
  if (!page.at || !stands?.isReply || stands.later < repliesInSight) return null
  return { rootId: stands.root, from: stands.earlier >= repliesPerWindow ? page.at : null }
}

function factsOf({ id, kind, entryId, openerId, lockedAt, answerPostId }: HeadRow, community: CommunityRef) {
  const place = { communityId: community.id, communityStatus: community.status }
  return { id, ...place, kind, entryId, openedBy: openerId, lockedAt, answerPostId }
}

/** The entry it stands below, with where that is read. */
function aboutOf(look: Look, { aboutKind, entryId: id, title }: HeadRow, { slug }: CommunityRef): ThreadView['about'] {
  const kind = look.platform.declared.kinds.get(aboutKind ?? '')
  return kind ? { kind: kind.kind, id, address: kind.address(slug, { id, title }) } : null
}

function headView(look: Look, head: HeadRow, { actor, thread }: Reader, community: CommunityRef) {
  const { entryId, aboutKind, openerId, lockedAt, hasTopics, version, peopleVersion, readAt, ahead, stands, ...shown } =
    head
  return {
    ...shown,
    community: { id: community.id, slug: community.slug },
    address: threadAddress(community.slug, head),
    about: aboutOf(look, head, community),
    live: { topic: `thread/${head.id}`, version: String(version) },
    can: { ...threadAbilities(actor, thread), file: hasTopics && mayFile(actor, thread).ok },
  }
}
