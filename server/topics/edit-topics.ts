/**
 * Editing the topics of a list: adding, naming, moving, ordering, removing and bringing back.
 */

import { type CommunityHead, findCommunityToChange, type InCommunity } from '#server/communities/room.ts'
import type { ActivityKind } from '#server/platform/activity.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type NewOrder, validOrder } from '#server/platform/order.ts'
import { insist, refuse, refuseFields } from '#server/platform/refuse.ts'
import { isSameName } from '#server/platform/words.ts'
import type { Work } from '#server/platform/work.ts'
import { topicAdded, topicChanged, topicRemoved, topicReturned } from '#server/topics/activities.ts'
import {
  findRemovedTopics,
  lockTopics,
  pickTopic,
  saveOrder,
  saveTopic,
  saveTopicRemoval,
  saveTopicReturn,
  saveTopics,
} from '#server/topics/store.ts'
import {
  fitsUnder,
  type Topic,
  type TopicReceipt,
  type TopicsKept,
  topicTaken,
  topicTooDeep,
} from '#server/topics/topic.ts'

/** Which topic of which community. */
export interface WhichTopic extends InCommunity {
  readonly topic: string
}

interface NamedTopic {
  readonly name: string
  readonly parent: string | null
}

/**
 * @refuses not_found · forbidden · community_archived · topic_taken · topic_too_deep · input_invalid
 */
export async function addTopic(
  work: Work,
  actor: Actor,
  kept: TopicsKept,
  asked: InCommunity & NamedTopic,
): Promise<TopicReceipt> {
  const { community, of, topics } = await openTopics(work, actor, kept, asked.community)
  const parent = parentOf(topics, asked.parent)
  if (!fitsUnder(null, parent, topics)) refuse(topicTooDeep)
  checkName(topics, asked.name, parent, null)
  const [topic] = (await saveTopics(work, of, topics, [{ name: asked.name, parent }])) as [Topic]
  await record(work, actor, community, topicAdded, topic.id)
  return receipt(kept, community, topic)
}

/**
 * Changes the name of a topic, or its parent; without a parent it moves to the top.
 * @refuses not_found · forbidden · community_archived · topic_taken · topic_too_deep · input_invalid
 */
export async function changeTopic(
  work: Work,
  actor: Actor,
  kept: TopicsKept,
  asked: WhichTopic & NamedTopic,
): Promise<TopicReceipt> {
  const { community, topics } = await openTopics(work, actor, kept, asked.community)
  const topic = pickTopic(topics, asked.topic)
  const parent = parentOf(topics, asked.parent)
  if (!fitsUnder(topic, parent, topics)) refuse(topicTooDeep)
  checkName(topics, asked.name, parent, topic)
  await saveTopic(work, topics, topic, { name: asked.name, parent })
  await record(work, actor, community, topicChanged, topic.id)
  return receipt(kept, community, { id: topic.id, name: asked.name })
}

/**
 * Moves a topic one place among its siblings, or to the place of that number (from 1).
 * @refuses not_found · forbidden · community_archived
 */
export async function placeTopic(
  work: Work,
  actor: Actor,
  kept: TopicsKept,
  asked: WhichTopic & { to: 'up' | 'down' | number },
) {
  const { community, topics } = await openTopics(work, actor, kept, asked.community)
  const topic = pickTopic(topics, asked.topic)
  const siblings = topics.filter((one) => one.parentId === topic.parentId)
  const from = siblings.indexOf(topic)
  const wanted = asked.to === 'up' ? from - 1 : asked.to === 'down' ? from + 1 : asked.to - 1
  const to = Math.max(0, Math.min(wanted, siblings.length - 1))
  const moved = siblings.toSpliced(from, 1).toSpliced(to, 0, topic)
  const others = topics.filter((one) => one.parentId !== topic.parentId)
  await saveOrder(work, community.id, [...moved, ...others])
  return receipt(kept, community, topic)
}

/**
 * Changes the order of topics under the same parent.
 * @refuses not_found · forbidden · community_archived · order_changed · input_invalid
 */
export async function orderTopics(work: Work, actor: Actor, kept: TopicsKept, asked: InCommunity & NewOrder) {
  const { community, topics } = await openTopics(work, actor, kept, asked.community)
  const parentId = topics.find(({ id }) => id === asked.was[0])?.parentId ?? null
  const siblings = topics.filter((one) => one.parentId === parentId).map(({ id }) => id)
  const order = insist(validOrder(siblings, asked))
  const others = topics.filter((one) => one.parentId !== parentId)
  const wanted = [...order.map((id) => pickTopic(topics, id)), ...others]
  await saveOrder(work, community.id, wanted)
  return { location: `${kept.home(community.slug)}/topics` }
}

/**
 * Removes a topic with its sub-topics. What is filed under them stays.
 * @returns how much of it is filed nowhere now
 * @refuses not_found · forbidden · community_archived
 */
export async function removeTopic(work: Work, actor: Actor, kept: TopicsKept, which: WhichTopic) {
  const { community, of, topics } = await openTopics(work, actor, kept, which.community)
  const topic = pickTopic(topics, which.topic)
  const ids = topics.filter((one) => one.id === topic.id || one.parentId === topic.id).map(({ id }) => id)
  const unsorted = await saveTopicRemoval(work, actor, of, ids)
  await record(work, actor, community, topicRemoved, topic.id)
  return { ...receipt(kept, community, topic), unsorted }
}

/**
 * Brings a removed topic back, with the sub-topics removed together with it and all that was filed there.
 * @refuses not_found · forbidden · community_archived · topic_taken where its name was given again meanwhile
 */
export async function returnTopic(
  work: Work,
  actor: Actor,
  kept: TopicsKept,
  which: WhichTopic,
): Promise<TopicReceipt> {
  const { community, of, topics } = await openTopics(work, actor, kept, which.community)
  const removed = await findRemovedTopics(work, of, which.topic)
  const topic = pickTopic(removed, which.topic)
  if (topics.some((one) => one.parentId === topic.parentId && isSameName(one.name, topic.name))) refuse(topicTaken)
  await saveTopicReturn(work, topics, removed)
  await record(work, actor, community, topicReturned, topic.id)
  return receipt(kept, community, topic)
}

async function openTopics(work: Work, actor: Actor, { list, permission }: TopicsKept, slug: string) {
  const community = await findCommunityToChange(work, actor, slug, permission)
  const of = { communityId: community.id, list }
  return { community, of, topics: await lockTopics(work, of) }
}

function parentOf(topics: readonly Topic[], id: string | null): Topic | null {
  if (id === null) return null
  return topics.find((one) => one.id === id) ?? refuseFields({ parent: { says: 'Choose one from the list.' } })
}

function checkName(topics: readonly Topic[], name: string, parent: Topic | null, self: Topic | null): void {
  const siblings = topics.filter((one) => one.parentId === (parent?.id ?? null) && one.id !== self?.id)
  if (siblings.some((one) => isSameName(one.name, name)))
    refuse(topicTaken, { fields: { name: { says: topicTaken.says } } })
}

function record(
  work: Work,
  actor: Actor,
  community: CommunityHead,
  kind: ActivityKind<Record<never, never>>,
  objectId: string,
): Promise<string> {
  return work.record(kind, { communityId: community.id, by: actor, objectId })
}

function receipt(
  kept: TopicsKept,
  community: CommunityHead,
  topic: { readonly id: string; readonly name: string },
): TopicReceipt {
  return { id: topic.id, name: topic.name, location: `${kept.home(community.slug)}/topics` }
}
