/**
 * Threads in lists: the thread with the latest post comes first.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { micros, speaker, speakerView } from '#server/discussions/post-views.ts'
import { isInState, questionStateView, stateColumn } from '#server/discussions/reads-states.ts'
import { threadAddress, threadsPerPage } from '#server/discussions/thread.ts'
import { type TalkTopic, talkTopic, topicRef, topicSources } from '#server/discussions/topics/talk.ts'
import { isInTopic, topicsColumn } from '#server/discussions/topics/views.ts'
import type { CommunityRef } from '#server/discussions/views.ts'
import { isForReader, readersColumn, readersView } from '#server/entries/room.ts'
import { blockedBy, hasBlocked } from '#server/identity/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { idFrom, shortId } from '#server/platform/ids.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import { eachByVersion, openVersionCache } from '#server/platform/version-cache.ts'
import type { Look } from '#server/platform/work.ts'
import { inOrder } from '#server/topics/room.ts'

export const threadItemView = z.object({
  id: z.string(),
  address: z.string(),
  /** The kind of the entry it belongs to. */
  aboutKind: z.string().nullable(),
  kind: z.enum(['talk', 'question']),
  title: z.string(),
  openedBy: speakerView.nullable(),
  openedAt: z.date(),
  lastPostAt: z.date(),
  lastBy: speakerView.nullable(),
  /** Posts, without the one that opened it. */
  replies: z.number(),
  isAnswered: z.boolean(),
  /** Of a question; null for a discussion that asks nothing. */
  state: questionStateView,
  topics: z.array(topicRef),
  isLocked: z.boolean(),
  /** It has posts since the reader last read it, or since they joined. */
  isFresh: z.boolean(),
  readers: readersView,
  /** The reader blocked who opened it; lists fold it. */
  isBlocked: z.boolean(),
  /** Of the post that was highlighted last: its author, null where they have left the site, and why. */
  highlight: z.object({ authorId: z.string().nullable(), author: z.string().nullable(), why: z.string() }).nullable(),
})
export type ThreadItemView = z.infer<typeof threadItemView>

export const threadFilters = ['all', 'questions', 'open', 'stale', 'answered', 'talk'] as const
export type ThreadFilter = (typeof threadFilters)[number]

/** Who opened a thread, who spoke last, and what is highlighted. */
const speakers = threadItemView.pick({ openedBy: true, lastBy: true, highlight: true })
type Speakers = z.infer<typeof speakers>

/** A thread of a list, its place in the order, and the version of its speakers. */
const itemRow = threadItemView
  .omit({ address: true, openedBy: true, lastBy: true, highlight: true })
  .extend({ micros: z.number(), version: z.string(), blocked: z.array(z.string()) })
type Row = Omit<z.infer<typeof itemRow>, 'blocked'> & Speakers

/** The speakers of threads, for everybody to whom a list has just shown the thread. */
const speakersOfThreads = openVersionCache<Speakers>({ mostBytes: 4_000_000, bytesOf: () => 1200 })

/** The latest threads of a community the actor may read. */
export async function latestThreads(look: Look, actor: Actor, community: CommunityRef, limit: number) {
  const rows = await readItems(look, actor, community, { filter: 'all', topic: null, before: null, limit })
  return rows.map((row) => itemOf(row, community))
}

/** What a list of threads is narrowed to. */
export interface ThreadsAsked {
  readonly filter: ThreadFilter
  /** A topic's slug or id; threads in its sub-topics are in it too. */
  readonly topic: string | null
  /** `next` of the page before. */
  readonly before: string | null
}

/** One page of a community's threads, latest first. */
export async function listThreads(
  look: Look,
  actor: Actor,
  community: CommunityRef,
  asked: ThreadsAsked,
): Promise<{ items: ThreadItemView[]; next: string | null }> {
  const rows = await readItems(look, actor, community, { ...asked, limit: threadsPerPage + 1 })
  const shown = rows.slice(0, threadsPerPage)
  const last = shown.at(-1)
  return {
    items: shown.map((row) => itemOf(row, community)),
    next: rows.length > threadsPerPage && last ? `${last.micros}-${shortId(last.id)}` : null,
  }
}

const talkRow = z.object({
  openQuestions: z.number().int(),
  staleQuestions: z.number().int(),
  topicsFrom: z.enum(topicSources),
  topics: z.array(talkTopic),
})

/**
 * What stands above a list of threads: how many questions wait for their answer, of those the actor may read, and the topics
 * of discussions, in order.
 */
export async function readTalk(look: Look, actor: Actor, { id }: Pick<CommunityRef, 'id'>) {
  const found = await onlyRow(look, () => talkRow)`
    with waiting as (
      select ${isInState('t', 'stale')} as is_stale from thread_shown t
      where t.community_id = ${id} and t.kind = 'question' and t.answer_post_id is null and t.last_post_at is not null
        and ${isForReader('t', actor)}
    )
    select (select count(*) from waiting where not is_stale) as "openQuestions",
      (select count(*) from waiting where is_stale) as "staleQuestions",
      coalesce((select s.topics from talk_setting s where s.community_id = ${id}), 'none') as "topicsFrom",
      coalesce((
        select json_agg(json_build_object('id', k.id, 'parentId', k.parent_id, 'name', k.name, 'slug', k.slug, 'following', f.state)
          order by k.position, k.id)
        from talk_topic k left join topic_follow f on f.topic_id = k.id and f.person_id = ${personIdOf(actor)}::uuid
        where k.community_id = ${id}), '[]') as topics`
  return { ...found, topics: inOrder(found.topics) }
}

/** The topic that an address names by its slug or its id; null where there is none of it any more. */
export function topicCalled(topics: readonly TalkTopic[], called: string): TalkTopic | null {
  const id = idFrom(called)
  return topics.find((one) => one.slug === called) ?? topics.find((one) => one.id === id) ?? null
}

/** Posts below each entry, by its id; entries without posts are absent. The caller has checked that the actor sees them. */
export async function postCountsAbout(look: Look, ids: readonly string[]): Promise<Map<string, number>> {
  if (!ids.length) return new Map()
  const found = await rows(look, () => z.object({ entry_id: z.string(), n: z.number() }))`
    select t.entry_id, t.reply_count as n from thread t
    where t.entry_id = any(${ids}::uuid[]) and t.reply_count > 0 and not t.is_off`
  return new Map(found.map(({ entry_id, n }) => [entry_id, n]))
}

async function readItems(
  look: Look,
  actor: Actor,
  community: CommunityRef,
  { filter, topic, before, limit }: ThreadsAsked & { readonly limit: number },
): Promise<Row[]> {
  const reader = personIdOf(actor)
  const from = cursorFrom(before)
  const kinds = {
    all: sql`true`,
    questions: sql`t.kind = 'question'`,
    open: isInState('t', 'open'),
    stale: isInState('t', 'stale'),
    answered: isInState('t', 'answered'),
    talk: sql`t.kind = 'talk'`,
  }
  const found = await rows(look, itemRow)`
    select t.id, t.about_kind as "aboutKind", t.kind, t.title, t.opened_at as "openedAt", t.last_post_at as "lastPostAt",
      t.locked_at is not null as "isLocked", t.answer_post_id is not null as "isAnswered",
      t.reply_count as replies, ${stateColumn('t')} as state, ${topicsColumn('t')} as topics,
      ${readersColumn('t')} as readers, ${hasBlocked(sql`${reader}::uuid`, sql`t.opened_by`)} as "isBlocked", ${blockedBy(actor)} as blocked, coalesce(t.last_post_at > coalesce(r.read_at, m.joined_at), false) as "isFresh",
      ${micros(sql`t.last_post_at`)} as micros, concat(${micros(sql`t.changed_at`)}, ' ', (select people_version from site)) as version
    from thread_shown t
    left join lateral (
      select x.read_at from entry_read x where x.entry_id = t.entry_id and x.person_id = ${reader}::uuid limit 1
    ) r on true
    left join membership_shown m on m.community_id = t.community_id and m.person_id = ${reader}::uuid
    where t.community_id = ${community.id} and t.last_post_at is not null and ${kinds[filter]} and ${isForReader('t', actor)}
      and ${topic ? isInTopic('t', community.id, topic) : sql`true`}
      and ${from ? sql`(t.last_post_at, t.id) < (timestamptz 'epoch' + ${from.micros}::bigint * interval '1 microsecond', ${from.id}::uuid)` : sql`true`}
    order by t.last_post_at desc, t.id desc limit ${sql.lit(limit)}`
  const versions = new Map(found.map(({ id, version }) => [id, version]))
  const spoke = await eachByVersion(look, speakersOfThreads, versions, (ids) => readSpeakers(look, ids))
  return found.map(({ blocked, ...row }) => {
    const { highlight, ...spokeLast } = spoke.get(row.id) ?? { openedBy: null, lastBy: null, highlight: null }
    const isOfBlocked = blocked.includes(highlight?.authorId ?? '')
    return { ...row, ...spokeLast, highlight: isOfBlocked ? null : highlight }
  })
}

async function readSpeakers(look: Look, ids: readonly string[]): Promise<ReadonlyMap<string, Speakers>> {
  const found = await rows(look, () => speakers.extend({ id: z.string() }))`
    select t.id, ${speaker('a')} as "openedBy", ${speaker('b')} as "lastBy", (
        select json_build_object('authorId', h.author_id, 'author', w.name, 'why', h.highlighted_why) from post h left join person w on w.id = h.author_id
        where h.thread_id = t.id and h.highlighted_at is not null and h.removed_at is null order by h.highlighted_at desc limit 1) as highlight
    from thread t
    left join person a on a.id = t.opened_by
    left join lateral (
      select p.author_id from post p where p.thread_id = t.id and p.removed_at is null order by p.posted_at desc, p.id desc limit 1
    ) latest on true
    left join person b on b.id = latest.author_id
    where t.id = any(${ids}::uuid[])`
  return new Map(found.map(({ id, ...spoke }) => [id, spoke]))
}

function cursorFrom(before: string | null): { micros: string; id: string } | null {
  const [, micros, short] = /^(\d{1,17})-([\w-]{22})$/.exec(before ?? '') ?? []
  const id = short ? idFrom(short) : null
  return micros && id ? { micros, id } : null
}

function itemOf({ micros: _, version: __, ...item }: Row, { slug }: CommunityRef): ThreadItemView {
  return { ...item, address: threadAddress(slug, item) }
}
