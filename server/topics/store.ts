/**
 * Topics for use cases. Only ever called with a community the actor was found to edit.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { isForReader } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import { isSameName } from '#server/platform/words.ts'
import type { Work } from '#server/platform/work.ts'
import { inOrder, type Topic, type TopicList, topicShape, topicSlug } from '#server/topics/topic.ts'

/** Which list of topics of which community. */
export interface TopicsOf {
  readonly communityId: string
  readonly list: TopicList
}

/** All topics of a list in order, held still until the transaction ends: nobody else adds, names or moves one meanwhile. */
export async function lockTopics(work: Work, { communityId, list }: TopicsOf): Promise<Topic[]> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`topics/${communityId}`}, 7))`.execute(work.tx)
  return work.tx
    .selectFrom('topic_shown')
    .select(['id', 'parent_id as parentId', 'name', 'slug', 'position'])
    .where('community_id', '=', communityId)
    .where('list', '=', list)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** One topic among those locked. */
export function pickTopic(topics: readonly Topic[], id: string): Topic {
  return topics.find((one) => one.id === id) ?? refuse(notFound)
}

/** Which of these ids are topics of the list. */
export async function knownTopics(
  work: Work,
  { communityId, list }: TopicsOf,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await work.tx
    .selectFrom('topic_shown')
    .select('id')
    .where('community_id', '=', communityId)
    .where('list', '=', list)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()
  return rows.map(({ id }) => id)
}

/** A topic to be written, after those that are there. */
export interface NewTopic {
  readonly name: string
  readonly parent: Topic | null
}

/** Writes new topics of one level at the end of their siblings, with words for their addresses, in one statement. */
export async function saveTopics(
  work: Work,
  { communityId, list }: TopicsOf,
  there: readonly Topic[],
  fresh: readonly NewTopic[],
) {
  if (fresh.length === 0) return []
  const taken = new Set(there.map(({ slug }) => slug))
  const last = Math.max(0, ...there.map(({ position }) => position))
  const values = fresh.map(({ name, parent }, i) => {
    const slug = topicSlug(name, parent?.slug ?? null, taken)
    taken.add(slug)
    return { community_id: communityId, list, parent_id: parent?.id ?? null, name, slug, position: last + i + 1 }
  })
  return work.tx
    .insertInto('topic')
    .values(values)
    .returning(['id', 'parent_id as parentId', 'name', 'slug', 'position'])
    .execute()
}

/** Changes name and parent of a topic; its slug goes with the name. */
export async function saveTopic(
  work: Work,
  there: readonly Topic[],
  topic: Topic,
  change: { name: string; parent: Topic | null },
): Promise<void> {
  const others = new Set(there.filter(({ id }) => id !== topic.id).map(({ slug }) => slug))
  const parentId = change.parent?.id ?? null
  const isMoved = parentId !== topic.parentId
  await work.tx
    .updateTable('topic')
    .set({
      name: change.name,
      parent_id: parentId,
      slug: isSameName(change.name, topic.name)
        ? topic.slug
        : topicSlug(change.name, change.parent?.slug ?? null, others),
      ...(isMoved ? { position: Math.max(0, ...there.map(({ position }) => position)) + 1 } : {}),
    })
    .where('id', '=', topic.id)
    .execute()
}

/** Puts topics into this order, sub-topics behind their topic. */
export async function saveOrder(work: Work, communityId: string, topics: readonly Topic[]): Promise<void> {
  const ids = inOrder(topics).map(({ id }) => id)
  await sql`
    update topic set position = o.n from unnest(${ids}::uuid[]) with ordinality as o (id, n)
    where topic.id = o.id and topic.community_id = ${communityId}`.execute(work.tx)
}

/** Removes topics at one instant. Gives how much is now filed under nothing, of what the actor may read. */
export async function saveTopicRemoval(
  work: Work,
  actor: Actor,
  { communityId, list }: TopicsOf,
  ids: readonly string[],
): Promise<number> {
  const [row] = await rows(work, () => z.object({ n: z.number() }))`
    with gone as (
      update topic set removed_at = app_now(), removed_by = ${personIdOf(actor)}::uuid
      where community_id = ${communityId} and id = any(${ids}::uuid[]) and removed_at is null returning id
    )
    select count(distinct e.id) as n from gone join entry_topic x on x.topic_id = gone.id join entry e on e.id = x.entry_id
    where e.removed_at is null and ${isForReader('e', actor)}
      and not exists (select from entry_topic y join topic_shown t on t.id = y.topic_id
        where y.entry_id = e.id and t.list = ${list} and t.id <> all(${ids}::uuid[]))`
  return row?.n ?? 0
}

/** A removed topic with the sub-topics that went with it. */
export async function findRemovedTopics(work: Work, { communityId, list }: TopicsOf, id: string) {
  return rows(work, () => topicShape.extend({ removedAt: z.date() }))`
    select t.id, t.parent_id as "parentId", t.name, t.slug, t.position, t.removed_at as "removedAt"
    from topic t join topic r on r.id = ${id}::uuid and r.community_id = ${communityId} and r.list = ${list} and r.removed_at is not null
    where t.removed_at = r.removed_at and (t.id = r.id or t.parent_id = r.id)
    order by t.parent_id nulls first, t.position, t.id`
}

/** Brings topics back, each with a slug that is free now. Sub-topics whose parent is gone come back at the top. */
export async function saveTopicReturn(work: Work, there: readonly Topic[], topics: readonly Topic[]): Promise<void> {
  const taken = new Set(there.map(({ slug }) => slug))
  const known = new Set([...there, ...topics].map(({ id }) => id))
  for (const topic of topics) {
    const parentId = topic.parentId !== null && known.has(topic.parentId) ? topic.parentId : null
    const slug = taken.has(topic.slug) ? topicSlug(topic.name, null, taken) : topic.slug
    taken.add(slug)
    await work.tx
      .updateTable('topic')
      .set({ removed_at: null, removed_by: null, slug, parent_id: parentId })
      .where('id', '=', topic.id)
      .execute()
  }
}

/**
 * Files an entry under exactly these topics of a list.
 * @returns the topics of the list under which it was filed before
 */
export async function fileUnder(work: Work, { communityId, list }: TopicsOf, entryId: string, ids: readonly string[]) {
  const before = await work.tx
    .deleteFrom('entry_topic')
    .where('entry_id', '=', entryId)
    // Links to a removed topic stay, for when that topic comes back.
    .where(
      'topic_id',
      'in',
      work.tx.selectFrom('topic_shown').select('id').where('community_id', '=', communityId).where('list', '=', list),
    )
    .returning('topic_id as id')
    .execute()
  if (ids.length > 0)
    await work.tx
      .insertInto('entry_topic')
      .values(ids.map((topic_id) => ({ community_id: communityId, entry_id: entryId, topic_id })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return before.map(({ id }) => id)
}
