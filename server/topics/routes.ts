/**
 * The addresses of a list of topics: the same for the Toolkit's and for those of discussions.
 */
import { z } from 'zod'
import { communityHeadView, findCommunityToChange } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId, chosenId, naming, whole } from '#server/platform/http/input.ts'
import { orderChanged, orderInput } from '#server/platform/order.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'
import { addTopic, changeTopic, orderTopics, placeTopic, removeTopic, returnTopic } from '#server/topics/edit-topics.ts'
import type { KeptList } from '#server/topics/kept-list.ts'
import { topicPage, topicsPage } from '#server/topics/pages.ts'
import { longestTopic, topicCountView, topicReceipt, topicTaken, topicTooDeep } from '#server/topics/topic.ts'

const named = {
  name: naming(longestTopic),
  parent: z.preprocess((value) => (value === '' || value === undefined ? null : value), chosenId.nullable()),
}

const inCommunity = { community: z.string() }

/** The rows of one list. */
export function topicRoutes(list: KeptList): readonly Endpoint[] {
  const path = `${list.path}/topics` as const
  const one = `${path}/:${list.part}` as const
  const who = list.permission
  const ofTopic = z.object({ ...inCommunity, [list.part]: addressId })
  /** The topic that the path names. */
  const which = (given: Readonly<Record<string, unknown>>) => ({
    community: String(given.community),
    topic: String(given[list.part]),
  })
  return [
    reads({
      path,
      summary: 'The topics with their counts, to keep them.',
      who,
      view: z.object({
        community: communityHeadView,
        topics: z.array(topicCountView),
        unsorted: z.number().int().nullable(),
      }),
      input: z.object(inCommunity),
      read: (look, actor, { community }) => readTopics(list, look, actor, community),
      page: (view, screen) => topicsPage(list, view, screen),
    }),
    acts({
      path,
      summary: 'Adds a topic, or with `parent` a sub-topic.',
      who,
      refusals: [topicTaken, topicTooDeep],
      input: z.object({ ...inCommunity, ...named }),
      view: topicReceipt,
      created: true,
      form: path,
      act: (work, actor, asked) => addTopic(work, actor, list, asked),
      respond: (view) => ({ location: view.location, flash: '“{name}” is a topic now.', values: { name: view.name } }),
    }),
    acts({
      path: `${path}/order`,
      summary:
        'Puts topics that stand beside each other into another order: ids as `order`, and as `was` those they had when they were read.',
      who,
      refusals: [orderChanged],
      input: z.object({ ...inCommunity, ...orderInput }),
      view: z.object({ location: z.string() }),
      form: path,
      act: (work, actor, asked) => orderTopics(work, actor, list, asked),
      respond: ({ location }) => ({ location }),
    }),
    reads({
      path: one,
      summary: 'The form that names and moves a topic.',
      who,
      input: ofTopic,
      view: z.object({ community: communityHeadView, topic: topicCountView, topics: z.array(topicCountView) }),
      async read(look, actor, input) {
        const asked = which(input)
        const { community, topics } = await readTopics(list, look, actor, asked.community)
        const topic = topics.find(({ id }) => id === asked.topic) ?? refuse(notFound)
        return { community, topic, topics }
      },
      page: (view, screen) => topicPage(list, view, screen),
    }),
    acts({
      path: one,
      summary: 'Gives a topic another name, another parent, or none.',
      who,
      also: 'PUT',
      refusals: [topicTaken, topicTooDeep],
      input: ofTopic.extend(named),
      view: topicReceipt,
      form: one,
      act: (work, actor, asked) =>
        changeTopic(work, actor, list, { ...which(asked), name: asked.name, parent: asked.parent }),
      respond: (view) => ({ location: view.location, flash: 'Saved.' }),
    }),
    acts({
      path: `${one}/place`,
      summary: 'Moves a topic among its siblings: `up`, `down`, or to a place from 1.',
      who,
      input: ofTopic.extend({ to: z.union([z.enum(['up', 'down']), whole(1, 10_000)]) }),
      view: topicReceipt,
      act: (work, actor, asked) => placeTopic(work, actor, list, { ...which(asked), to: asked.to }),
      respond: (view) => ({ location: view.location }),
    }),
    acts({
      path: `${one}/removal`,
      summary: 'Removes a topic with its sub-topics; what was filed there stays, and all of it can come back.',
      who,
      input: ofTopic,
      view: topicReceipt.extend({ unsorted: z.number().int() }),
      act: (work, actor, asked) => removeTopic(work, actor, list, which(asked)),
      respond: (view) => ({
        location: view.location,
        ...list.removed,
        values: { name: view.name, n: view.unsorted },
        undo: { action: `${view.location}/${view.id}/return` },
      }),
    }),
    acts({
      path: `${one}/return`,
      summary: 'Brings a removed topic back with all that was filed there.',
      who,
      refusals: [topicTaken],
      input: ofTopic,
      view: topicReceipt,
      act: (work, actor, asked) => returnTopic(work, actor, list, which(asked)),
      respond: (view) => ({ location: view.location, flash: '“{name}” is back.', values: { name: view.name } }),
    }),
  ]
}

async function readTopics(list: KeptList, look: Look, actor: Actor, slug: string) {
  const community = await findCommunityToChange(look, actor, slug, list.permission)
  const { topics, unsorted } = await list.read(look, actor, community)
  return { community, topics, unsorted }
}
