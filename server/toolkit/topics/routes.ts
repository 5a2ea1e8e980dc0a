/**
 * The addresses of topics.
 */
import { z } from 'zod'
import { communityHeadView, findCommunityToChange } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { chosenId, naming, whole } from '#server/platform/http/input.ts'
import { orderChanged, orderInput } from '#server/platform/order.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'
import { readToolkitCounts } from '#server/toolkit/reads-counts.ts'
import { orNothing } from '#server/toolkit/resource-input.ts'
import {
  addTopic,
  changeTopic,
  orderTopics,
  placeTopic,
  removeTopic,
  returnTopic,
} from '#server/toolkit/topics/edit-topics.ts'
import { topicPage, topicsPage } from '#server/toolkit/topics/pages.ts'
import { longestTopic, topicCountView, topicReceipt, topicTaken, topicTooDeep } from '#server/toolkit/topics/topic.ts'

const named = {
  name: naming(longestTopic),
  parent: orNothing(chosenId),
}

export const topicRoutes: readonly Endpoint[] = [
  reads({
    path: '/c/:community/toolkit/topics',
    summary: 'The topics with their counts, to keep them.',
    who: 'edit_toolkit',
    view: z.object({ community: communityHeadView, topics: z.array(topicCountView), unsorted: z.number().int() }),
    read: (look, actor, { community }) => readTopics(look, actor, community),
    page: topicsPage,
  }),
  acts({
    path: '/c/:community/toolkit/topics',
    summary: 'Adds a topic, or with `parent` a sub-topic.',
    who: 'edit_toolkit',
    refusals: [topicTaken, topicTooDeep],
    input: z.object(named),
    view: topicReceipt,
    created: true,
    form: '/c/:community/toolkit/topics',
    act: addTopic,
    respond: (view) => ({ location: view.location, flash: '“{name}” is a topic now.', values: { name: view.name } }),
  }),
  acts({
    path: '/c/:community/toolkit/topics/order',
    summary:
      'Puts topics that stand beside each other into another order: ids as `order`, and as `was` those they had when they were read.',
    who: 'edit_toolkit',
    refusals: [orderChanged],
    input: z.object(orderInput),
    view: z.object({ location: z.string() }),
    form: '/c/:community/toolkit/topics',
    act: orderTopics,
    respond: ({ location }) => ({ location }),
  }),
  reads({
    path: '/c/:community/toolkit/topics/:topic',
    summary: 'The form that names and moves a topic.',
    who: 'edit_toolkit',
    view: z.object({ community: communityHeadView, topic: topicCountView, topics: z.array(topicCountView) }),
    async read(look, actor, input) {
      const { community, topics } = await readTopics(look, actor, input.community)
      const topic = topics.find((one) => one.id === input.topic) ?? refuse(notFound)
      return { community, topic, topics }
    },
    page: topicPage,
  }),
  acts({
    path: '/c/:community/toolkit/topics/:topic',
    summary: 'Gives a topic another name, another parent, or none.',
    who: 'edit_toolkit',
    also: 'PUT',
    refusals: [topicTaken, topicTooDeep],
    input: z.object(named),
    view: topicReceipt,
    form: '/c/:community/toolkit/topics/:topic',
    act: changeTopic,
    respond: (view) => ({ location: view.location, flash: 'Saved.' }),
  }),
  acts({
    path: '/c/:community/toolkit/topics/:topic/place',
    summary: 'Moves a topic among its siblings: `up`, `down`, or to a place from 1.',
    who: 'edit_toolkit',
    input: z.object({ to: z.union([z.enum(['up', 'down']), whole(1, 10_000)]) }),
    view: topicReceipt,
    act: placeTopic,
    respond: (view) => ({ location: view.location }),
  }),
  acts({
    path: '/c/:community/toolkit/topics/:topic/removal',
    summary: 'Removes a topic with its sub-topics; what was filed there stays, and all of it can come back.',
    who: 'edit_toolkit',
    view: topicReceipt.extend({ unsorted: z.number().int() }),
    act: removeTopic,
    respond: (view) => ({
      location: view.location,
      flash:
        '“{name}” is removed. {n, plural, =0 {Nothing became unsorted.} one {# resource is unsorted now.} other {# resources are unsorted now.}}',
      values: { name: view.name, n: view.unsorted },
      undo: { action: `${view.location}/${view.id}/return` },
    }),
  }),
  acts({
    path: '/c/:community/toolkit/topics/:topic/return',
    summary: 'Brings a removed topic back with all that was filed there.',
    who: 'edit_toolkit',
    refusals: [topicTaken],
    view: topicReceipt,
    act: returnTopic,
    respond: (view) => ({ location: view.location, flash: '“{name}” is back.', values: { name: view.name } }),
  }),
]

async function readTopics(look: Look, actor: Actor, slug: string) {
  const community = await findCommunityToChange(look, actor, slug, 'edit_toolkit')
  const { topics, unsorted } = await readToolkitCounts(look, actor, community)
  return { community, topics, unsorted }
}
