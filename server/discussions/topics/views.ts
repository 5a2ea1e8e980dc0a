/** The topics of discussions, and what a community chose for them, as people see them. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import {
  defaultTalk,
  type TalkSettings,
  type TopicRef,
  talkSettings,
  topicRef,
} from '#server/discussions/topics/talk.ts'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { idFrom } from '#server/platform/ids.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'
import { inOrder, topicCountView } from '#server/topics/room.ts'

/** The choices of a community for its discussions. */
export async function readTalkSettings(look: Look, communityId: string): Promise<TalkSettings> {
  const [row] = await rows(look, talkSettings)`
    select topics, stale_after as "staleAfter", ask_again_after as "askAgainAfter" from talk_setting where community_id = ${communityId}`
  return row ?? defaultTalk
}

/** The topics of what the thread called `alias` is about, as a column. */
export function topicsColumn(alias: string): RawBuilder<TopicRef[]> {
  return sql`coalesce((
    select json_agg(json_build_object('id', k.id, 'name', k.name, 'slug', k.slug) order by k.parent_id nulls first, k.position, k.id)
    from entry_topic x join talk_topic k on k.id = x.topic_id where x.entry_id = ${sql.ref(`${alias}.entry_id`)}), '[]')`
}

/** The condition that the thread called `alias` is in a topic or below it; the topic is named by its slug or its id. */
export function isInTopic(alias: string, communityId: string, topic: string): RawBuilder<boolean> {
  const id = idFrom(topic)
  // The ids first, as an array of their own: so the planner can begin at the topic.
  return sql`${sql.ref(`${alias}.entry_id`)} in (select x.entry_id from entry_topic x where x.topic_id = any(array(
    select k.id from talk_topic k left join talk_topic p on p.id = k.parent_id
    where k.community_id = ${communityId}
      and (${topic} in (k.slug, p.slug) or ${id}::uuid in (k.id, p.id)))))`
}

/** The condition that a topic stands for another one: it is the same, or in another community has its name. */
export function isAlike(one: string, other: string): RawBuilder<boolean> {
  const [o, k] = [(column: string) => sql.ref(`${one}.${column}`), (column: string) => sql.ref(`${other}.${column}`)]
  return sql`case when ${k('community_id')} = ${o('community_id')} then ${k('id')} = ${o('id')}
    else folded(${k('name')}) = folded(${o('name')}) end`
}

/** The names of the topics of an entry that the community called `alias` has not, as a column. */
export function topicsLost(alias: string, entryId: string): RawBuilder<string[]> {
  return sql`array(
    select o.name from entry_topic x join talk_topic o on o.id = x.topic_id
    where x.entry_id = ${entryId} and not exists (
      select from talk_topic k where k.community_id = ${sql.ref(`${alias}.id`)} and ${isAlike('o', 'k')})
    order by o.position, o.id)`
}

/** The topics that tags can name. */
export function readNameableTopics(look: Look, communityId: string) {
  return rows(look, () => topicRef.extend({ community: z.string() }))`
    select k.id, k.name, k.slug, c.slug as community from talk_topic k join community_shown c on c.id = k.community_id
    where k.community_id = ${communityId} order by k.parent_id nulls first, k.position, k.id`
}

/** The topics of a community's discussions, to choose from. */
export async function readTopicsToChoose(look: Look, communityId: string) {
  const found = await rows(look, () => topicRef.extend({ parentId: z.string().nullable() }))`
    select k.id, k.name, k.slug, k.parent_id as "parentId" from talk_topic k
    where k.community_id = ${communityId} order by k.position, k.id`
  return inOrder(found)
}

/** The topics of the discussions' own list, each with the discussions in it that the actor may read. */
export async function readOwnTopics(look: Look, actor: Actor, community: { readonly id: string }) {
  const found = await rows(look, topicCountView)`
    with filed as materialized (
      select x.entry_id, t.id as topic_id, coalesce(t.parent_id, t.id) as top_id
      from topic_shown t join entry_topic x on x.topic_id = t.id join thread_shown h on h.entry_id = x.entry_id
      where t.community_id = ${community.id} and t.list = 'talk' and h.last_post_at is not null and ${isForReader('h', actor)}
    )
    select t.id, t.parent_id as "parentId", t.name, t.slug, null as newest, case when t.parent_id is null
        then (select count(distinct f.entry_id) from filed f where f.top_id = t.id)
        else (select count(*) from filed f where f.topic_id = t.id) end as count
    from topic_shown t where t.community_id = ${community.id} and t.list = 'talk' order by t.position, t.id`
  return { topics: inOrder(found), unsorted: null }
}

/** Do the discussions of the community of the thread called `t` have topics? */
export const hasTopicsColumn = sql<boolean>`exists (
  select from talk_setting s where s.community_id = t.community_id and s.topics <> 'none')`
