/** The demo's discussions: free-standing ones, and what is said under resources and Pings. */
import { isShown, moderatedColumns, moderationRows } from '#demo/moderation-rows.ts'
import { circlePeople, cohortReaders, type Past, visitedHoursAgo, withReplies } from '#demo/past.ts'
import { demoPeople } from '#demo/people.ts'
import type { DemoPost, DemoThread } from '#demo/texts/shape.ts'
import { entryRow } from '#server/entries/room.ts'
import { slugOf } from '#server/platform/ids.ts'
import { rendererVersion, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** A thread with its posts. */
interface Talk {
  readonly title: string
  readonly kind?: 'talk' | 'question'
  readonly prompt?: string
  /** The discussed entry, where the thread is not free-standing. */
  readonly entryId?: string
  readonly openedBy: string
  readonly openedHoursAgo: number
  readonly posts: readonly DemoPost[]
  readonly topic?: string
  /** Which of the posts at the first level answers the question. */
  readonly answer?: number
  /** Where it is not for everybody: its audience, and the keys of those who are in it. */
  readonly among?: Among
}

interface Among {
  readonly audienceId: string
  readonly readers: readonly string[]
}

/** A free-standing thread; its first post opens it. */
export function freeThreadRows(past: Past, talk: DemoThread, among?: Among): AsyncIterable<TableRow> {
  const { by: openedBy = '', hoursAgo: openedHoursAgo = 0 } = talk.posts[0] ?? {}
  return threadRows(past, { ...talk, openedBy, openedHoursAgo, ...(among && { among }) })
}

/** What the cohort that runs and the circle write among themselves. */
export async function* amongRows(past: Past): AsyncIterable<TableRow> {
  const { texts, communityId: community_id, cohortIds, circleId: circle_id, newId } = past
  const [forCohort, forCircle] = [newId(), newId()]
  for (const id of [forCohort, forCircle]) yield row('audience', { id, community_id })
  const cohort_id = cohortIds.at(-1) as string
  yield row('audience_cohort', { community_id, audience_id: forCohort, cohort_id })
  yield row('audience_circle', { community_id, audience_id: forCircle, circle_id })
  for (const talk of texts.community.cohortThreads)
    yield* freeThreadRows(past, talk, { audienceId: forCohort, readers: cohortReaders })
  for (const talk of texts.community.circle.threads)
    yield* freeThreadRows(past, talk, { audienceId: forCircle, readers: ['ada', ...circlePeople] })
}

/** One thread with its posts, reactions and log; people who visited since have read it. */
export async function* threadRows(past: Past, talk: Talk): AsyncIterable<TableRow> {
  const { texts, communityId: community_id, idOf, talkTopicOf, newId, ago } = past
  const { title, kind = 'talk', prompt = '', entryId, openedBy, openedHoursAgo, among } = talk
  const id = newId()
  const firsts = talk.posts.map((post, i) => ({ ...post, id: newId(), isOpening: i === 0 && !entryId }))
  const said = withReplies(talk.posts).toSorted((a, b) => b.hoursAgo - a.hoursAgo)
  const shown = said.filter(isShown)
  const last = shown.at(-1)
  const [at, opened_by] = [ago(openedHoursAgo), idOf(openedBy)]
  const entry = { id, community_id, kind: 'thread', title, author_id: opened_by, language: texts.locale }
  if (!entryId) yield entryRow({ ...entry, audience_id: among?.audienceId ?? null }, at)
  yield row('thread', {
    id,
    community_id,
    entry_id: entryId ?? id,
    entry_kind: entryId ? null : 'thread',
    kind,
    prompt,
    opened_by,
    opened_at: at,
    last_post_at: last ? ago(last.hoursAgo) : null,
    reply_count: shown.length - (entryId ? 0 : 1),
    answer_post_id: firsts[talk.answer ?? -1]?.id ?? null,
  })
  if (talk.topic) yield row('entry_topic', { community_id, entry_id: entryId ?? id, topic_id: talkTopicOf(talk.topic) })
  for (const post of firsts) {
    yield* postRows(past, { ...post, threadId: id, entryId: entryId ?? id, parentId: null })
    for (const reply of post.replies ?? [])
      yield* postRows(past, {
        ...reply,
        id: newId(),
        threadId: id,
        entryId: entryId ?? id,
        parentId: post.id,
        isOpening: false,
      })
  }
  const of = { community_id, thread_id: id }
  // An author follows from their first post on, so the first of several times is set last.
  const follows = new Map(said.toReversed().map(({ by, hoursAgo }) => [by, hoursAgo]))
  for (const [by, hours] of follows)
    yield row('thread_follow', { ...of, person_id: idOf(by), state: 'following', at: ago(hours) })
  const visits = visitedHoursAgo(texts)
  for (const [key, hours] of visits)
    if (hours < openedHoursAgo && (!among || among.readers.includes(key)))
      yield row('entry_read', { community_id, entry_id: entryId ?? id, person_id: idOf(key), read_at: ago(hours) })
}

interface Said extends DemoPost {
  readonly id: string
  readonly threadId: string
  readonly entryId: string
  readonly parentId: string | null
  readonly isOpening: boolean
}

async function* postRows(past: Past, post: Said): AsyncIterable<TableRow> {
  const { texts, communityId, idOf, ago } = past
  const { id, threadId, entryId, parentId, isOpening, says: source, reactions = [], replies = [] } = post
  const at = ago(post.hoursAgo)
  const author_id = idOf(post.by)
  const people = new Map(demoPeople.map(({ key, name }) => [slugOf(name), { personId: idOf(key), name }]))
  const { html, text, mentions } = await renderMarkdown(source, { people })
  yield row('post', {
    id,
    community_id: communityId,
    thread_id: threadId,
    parent_id: parentId,
    // No reply of the demo answers a reply.
    root_id: parentId,
    is_opening: isOpening,
    author_id,
    source,
    html,
    text,
    renderer_version: rendererVersion,
    language: texts.locale,
    posted_at: at,
    changed_at: at,
    reply_count: replies.length,
    ...moderatedColumns(past, post),
  })
  yield* moderationRows(past, post)
  for (const person_id of mentions) yield row('mention', { community_id: communityId, post_id: id, person_id })
  for (const [kind, ...by] of reactions)
    for (const key of by)
      yield row('reaction', {
        community_id: communityId,
        post_id: id,
        kind,
        person_id: idOf(key),
        at: ago(post.hoursAgo / 2),
      })
  // Nobody hears of what waits.
  if (post.heldWord) return
  yield row('activity', {
    community_id: communityId,
    actor_id: author_id,
    verb: isOpening ? 'thread.opened' : 'post.added',
    object_kind: isOpening ? 'thread' : 'post',
    object_id: isOpening ? threadId : id,
    entry_id: entryId,
    facts: { threadId, postId: id, parentId, mentions },
    at,
  })
}
