/**
 * Seeded discussions as rows: threads, who follows and has read them, what was said, found of it and told.
 */
import type { Body } from '#server/command-line/seed/bodies.ts'
import { type Chance, chanceOf, oneOf } from '#server/command-line/seed/chance.ts'
import type { Ground } from '#server/command-line/seed/ground.ts'
import type { Moment, Post, Thread } from '#server/command-line/seed/talk.ts'
import { entryRow } from '#server/entries/room.ts'
import { idAt } from '#server/platform/ids.ts'
import { rendererVersion } from '#server/platform/markdown/markdown.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** The threads, then all posts in the order of time, as they would come to any site. */
export function* talkRows(ground: Ground, threads: readonly Thread[], bodies: readonly Body[]): Iterable<TableRow> {
  const chance = chanceOf(10)
  for (const thread of threads) yield* threadRows(thread, chance)
  const posts = byTime(threads.flatMap((thread) => thread.posts))
  const replies = Map.groupBy(posts, rootOf)
  for (const post of posts) {
    yield postRow(post, oneOf(chance, bodies), chance() < 1 / 40 ? post.at : null, replies.get(post)?.length ?? 0)
    yield* reactionRows(post, ground, chance)
    yield* newsRows(post, ground, chance)
  }
}

/** A thread, and who has read it. Everybody who posts there follows it; three in five questions are answered. */
function* threadRows(thread: Thread, chance: Chance): Iterable<TableRow> {
  const { id, community, kind, title, about, openedBy, at, readings } = thread
  const posts = byTime(thread.posts)
  const isAnswered = kind === 'question' && chance() < 0.6
  const last = posts.at(-1)?.at ?? null
  const entry_id = about?.id ?? id
  if (!about) yield entryRow({ id, community_id: community.id, kind: 'thread', title, author_id: openedBy }, at)
  yield row('thread', {
    id,
    community_id: community.id,
    entry_id,
    entry_kind: about ? null : 'thread',
    kind,
    opened_by: openedBy,
    opened_at: at,
    last_post_at: last,
    changed_at: last ?? at,
    answer_post_id: (isAnswered && posts.find((post) => !post.parent && !isOpening(post))?.id) || null,
    reply_count: posts.filter((post) => !isOpening(post)).length,
  })
  const of = { community_id: community.id, thread_id: id }
  // Of several times of one person the last one set stays.
  const follows = new Map(posts.toReversed().map((post) => [post.personId, post.at]))
  for (const [person_id, at] of follows) yield row('thread_follow', { ...of, person_id, state: 'following', at })
  const reads = new Map(byTime([...posts, ...readings]).map((moment) => [moment.personId, moment.at]))
  for (const [person_id, read_at] of reads)
    yield row('entry_read', { community_id: community.id, entry_id, person_id, read_at })
}

function postRow(post: Post, body: Body, edited_at: Date | null, reply_count: number): TableRow {
  const { id, thread, parent, personId, at } = post
  return row('post', {
    id,
    community_id: thread.community.id,
    thread_id: thread.id,
    parent_id: parent?.id ?? null,
    root_id: rootOf(post)?.id ?? null,
    is_opening: isOpening(post),
    author_id: personId,
    ...body,
    renderer_version: rendererVersion,
    posted_at: at,
    edited_at,
    changed_at: at,
    reply_count,
  })
}

const kinds = ['thanks', 'agree', 'insight', 'tried', 'hmm'] as const

/** Up to four people react, some time later. */
function* reactionRows({ id, thread, at: said }: Post, { ago }: Ground, chance: Chance): Iterable<TableRow> {
  const { speakers, community } = thread
  const at = new Date(said.getTime() + (ago(0).getTime() - said.getTime()) * 0.1)
  const drawn = [1, 2, 3, 4].filter((nth) => chance() < 0.6 / nth).map(() => oneOf(chance, speakers))
  for (const person_id of new Set(drawn))
    yield row('reaction', { community_id: community.id, post_id: id, person_id, kind: oneOf(chance, kinds, 2), at })
}

/** The activity of a post, and the notice to the person it answers; most have read theirs. */
function* newsRows(post: Post, { ago }: Ground, chance: Chance): Iterable<TableRow> {
  const { id, thread, parent, personId, at } = post
  const of = { community_id: thread.community.id, entry_id: thread.about?.id ?? thread.id, at }
  const activity_id = idAt(at)
  const facts = { threadId: thread.id, mentions: [] }
  yield row('activity', {
    ...of,
    id: activity_id,
    actor_id: personId,
    ...(isOpening(post)
      ? { verb: 'thread.opened', object_kind: 'thread', object_id: thread.id, facts: { ...facts, postId: id } }
      : { verb: 'post.added', object_kind: 'post', object_id: id, facts: { ...facts, parentId: parent?.id ?? null } }),
  })
  const answered = parent?.personId ?? thread.openedBy
  if (isOpening(post) || answered === personId) return
  const isRead = at < ago(10) || chance() < 0.5
  yield row('notice', {
    ...of,
    person_id: answered,
    activity_id,
    kind: 'reply',
    post_id: id,
    read_at: isRead ? new Date(at.getTime() + 3_600_000) : null,
    mailed_at: at,
  })
}

/** The post at the first level that this one stands under; null for one that stands there itself. */
function rootOf({ parent }: Post): Post | null {
  return parent?.parent ?? parent
}

function isOpening(post: Post): boolean {
  return !post.thread.about && post === post.thread.posts[0]
}

function byTime<T extends Moment>(moments: readonly T[]): T[] {
  return moments.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}
