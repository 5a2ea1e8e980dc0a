/**
 * The addresses for reading discussions and for beginning one.
 */
import { z } from 'zod'
import { communityHeadView, featuredPeople, findCommunity, findCommunityToChange } from '#server/communities/room.ts'
import {
  editPostPage,
  highlightPostPage,
  lockThreadPage,
  postHistoryPage,
  previewPage,
  removePostPage,
  threadTitlePage,
} from '#server/discussions/edit-pages.ts'
import {
  postHistory,
  postHistoryView,
  postSource,
  postSourceView,
  postToHighlight,
  postToRemove,
  threadTitle,
  threadToLock,
} from '#server/discussions/edit-views.ts'
import { heldFlash } from '#server/discussions/holding/holding.ts'
import { newThreadPage, threadsPage } from '#server/discussions/list-pages.ts'
import { listThreads, readTalk, threadFilters, threadItemView, topicCalled } from '#server/discussions/list-views.ts'
import { type OpenedThread, openThread } from '#server/discussions/open-thread.ts'
import { previewMarkdown } from '#server/discussions/preview-markdown.ts'
import { quotablePosts, quotableThreadView } from '#server/discussions/quotable-views.ts'
import { quotingPage } from '#server/discussions/quoting-page.ts'
import { boundTitle, longestPost, postIsRemoved, threadIsLocked } from '#server/discussions/thread.ts'
import { threadPage } from '#server/discussions/thread-pages.ts'
import { topicsInput } from '#server/discussions/topics/routes.ts'
import { talkTopic, topicSources } from '#server/discussions/topics/talk.ts'
import { readTopicsToChoose } from '#server/discussions/topics/views.ts'
import { findThreadPage, threadView } from '#server/discussions/views.ts'
import { groupInput, listGroupsToWriteFor } from '#server/entries/room.ts'
import { membershipBySlug } from '#server/platform/actor.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { addressId, chosenId, naming, prose } from '#server/platform/http/input.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'

/** What somebody writes. */
export const written = prose(longestPost, 'Write something first.')
/** A browser without script chose a picture in the form but did not put it into the text: this kind of form can't upload it. */
export const noPictureYet = z
  .string()
  .max(0, 'Your picture is not in the text yet. Choose it again, press “Put it into the text”, then post.')
  .optional()
const place = addressId.optional()

export const readRoutes: readonly Endpoint[] = [
  reads({
    path: '/c/:community/discussions',
    summary:
      'The discussions of a community, what was said last first: all, or those of one kind, of one state of questions, or in a `topic`, which is named by its slug or its id.',
    who: 'read',
    input: z.object({
      // An earlier name of what is open.
      show: z.preprocess((show) => (show === 'unanswered' ? 'open' : show), z.enum(threadFilters).catch('all')),
      topic: z.string().min(1).max(200).nullable().catch(null).default(null),
      before: z.string().max(60).optional(),
    }),
    view: z.object({
      community: communityHeadView,
      filter: z.enum(threadFilters),
      items: z.array(threadItemView),
      /** How many questions wait for their answer. */
      openQuestions: z.number().int(),
      /** How many have waited for so long that they are stale. */
      staleQuestions: z.number().int(),
      /** Where discussions get their topics from. */
      topicsFrom: z.enum(topicSources),
      /** The topics of discussions, each before its sub-topics; none where the community chose none. */
      topics: z.array(talkTopic),
      /** The topic of this list; null for all. */
      topic: talkTopic.nullable(),
      /** It asks for a topic that is not there any more. */
      isTopicGone: z.boolean(),
      /** Send it as `before` for the next page; null on the last. */
      next: z.string().nullable(),
    }),
    async read(look, actor, { community: slug, show, topic: called, before = null }) {
      const community = await findCommunity(look, actor, slug)
      const [page, talk] = await Promise.all([
        listThreads(look, actor, community, { filter: show, topic: called, before }),
        readTalk(look, actor, community),
      ])
      const topic = called === null ? null : topicCalled(talk.topics, called)
      return { community, filter: show, topic, isTopicGone: called !== null && topic === null, ...talk, ...page }
    },
    page: threadsPage,
  }),
  reads({
    path: '/c/:community/discussions/new',
    summary: 'The form that begins a discussion.',
    who: 'discuss',
    json: 'none',
    async read(look, actor, { community: slug }) {
      const community = await findCommunityToChange(look, actor, slug, 'discuss')
      const [groups, containers, topics] = await Promise.all([
        listGroupsToWriteFor(look, actor, community.id),
        featuredPeople(look, community.id),
        readTopicsToChoose(look, community.id),
      ])
      return { community, groups, containers, topics }
    },
    page: newThreadPage,
  }),
  acts({
    path: '/c/:community/discussions',
    summary:
      'Begins a discussion, for everybody, for a `group` of yours (a cohort or a circle), or with the featured people of one `container` alone; under `topics`, 12 at most.',
    who: 'discuss',
    input: z.object({
      kind: z.enum(['talk', 'question']).default('talk'),
      title: naming(200),
      source: written,
      group: groupInput,
      topics: topicsInput,
      container: z.preprocess((value) => (value === '' ? null : value), chosenId.nullable().default(null)),
      picture: noPictureYet,
    }),
    view: threadView,
    created: true,
    readView: async (_work, _actor, { thread }: OpenedThread) => thread,
    form: '/c/:community/discussions/new',
    limit: { times: 30, seconds: 600 },
    act: async (work, actor, { community, picture: _, ...opening }) =>
      openThread(work, actor, await findCommunity(work, actor, community), opening),
    respond: ({ thread, heldBecause }: OpenedThread) => ({
      location: thread.address,
      flash: heldBecause ? heldFlash[heldBecause] : 'Your discussion is posted.',
    }),
  }),
  reads({
    path: '/c/:community/discussions/:thread',
    summary:
      'A discussion with a page of its posts: after or before a first-level post, or where the post `at` stands. Of many replies the last three are shown; `replies`, a first-level post, opens the earlier ones, `from` one of them on.',
    who: 'read',
    input: z.object({
      after: place,
      before: place,
      at: place,
      replies: place,
      from: place,
      reply: place,
      react: place,
      post: place,
    }),
    view: z.object({ community: communityHeadView, thread: threadView }),
    async read(look, actor, { community: slug, thread, at, reply, react, post, ...page }) {
      const which = { ...page, at: reply ?? react ?? at ?? post }
      // A member's community is known already, so both are asked for at once; nothing is shown before both have come.
      const known = membershipBySlug(actor, slug)
      const place = known && { ...known, id: known.communityId }
      const [community, begun] = await Promise.all([
        findCommunity(look, actor, slug),
        place && findThreadPage(look, actor, place, thread, which),
      ])
      return { community, thread: begun ?? (await findThreadPage(look, actor, community, thread, which)) }
    },
    page: threadPage,
  }),
  reads({
    path: '/c/:community/discussions/:thread/title',
    summary: 'The form that changes a discussion’s title.',
    who: 'discuss',
    json: 'none',
    refusals: [threadIsLocked, boundTitle],
    read: threadTitle,
    page: threadTitlePage,
  }),
  reads({
    path: '/c/:community/discussions/:thread/lock',
    summary: 'The form that locks a discussion, where a moderator says why.',
    who: 'moderate',
    json: 'none',
    read: threadToLock,
    page: lockThreadPage,
  }),
  reads({
    path: '/c/:community/discussions/:thread/posts/:post/edit',
    summary: 'Your own post as it was written, to edit it.',
    who: 'discuss',
    view: postSourceView,
    refusals: [threadIsLocked, postIsRemoved],
    read: postSource,
    page: editPostPage,
  }),
  reads({
    path: '/c/:community/discussions/:thread/posts/:post/history',
    summary: 'What a post said before it was edited.',
    who: 'moderate',
    view: postHistoryView,
    refusals: [postIsRemoved],
    read: postHistory,
    page: postHistoryPage,
  }),
  reads({
    path: '/c/:community/discussions/:thread/posts/:post/removal',
    summary: 'The form that removes a post, where a moderator says why.',
    who: 'discuss',
    json: 'none',
    refusals: [postIsRemoved],
    read: postToRemove,
    page: removePostPage,
  }),
  reads({
    path: '/c/:community/discussions/:thread/posts/:post/highlight',
    summary: 'The form that highlights a post, where a moderator says why.',
    who: 'moderate',
    json: 'none',
    refusals: [postIsRemoved],
    read: postToHighlight,
    page: highlightPostPage,
  }),
  reads({
    path: '/c/:community/discussions/:thread/quoting/:into',
    summary: 'The posts of a discussion, to choose those that an entry of that kind begins with.',
    who: 'discuss',
    input: z.object({ into: z.string() }),
    view: quotableThreadView.extend({ community: communityHeadView, into: z.string() }),
    async read(look, actor, { community: slug, thread, into }) {
      const community = await findCommunityToChange(look, actor, slug, 'discuss')
      if (!look.platform.declared.kinds.get(into)?.begunWithPosts) refuse(notFound)
      return { community, into, ...(await quotablePosts(look, actor, community, thread)) }
    },
    page: quotingPage,
  }),
  acts({
    path: '/markdown/preview',
    summary: 'How a text will look. Nothing is kept.',
    who: 'signed_in',
    keepsNothing: true,
    input: z.object({
      source: z.string().max(longestPost),
      /** Slug of the community whose members may be mentioned; or its id as `communityId`. */
      community: z.string().max(100).optional(),
      communityId: z.string().max(100).optional(),
    }),
    view: z.object({ html: z.string() }),
    limit: { times: 120, seconds: 60 },
    act: (work, actor, { source, community, communityId }) =>
      previewMarkdown(work, actor, { source, community: communityId ?? community ?? '' }),
    respond: (view) => ({ page: (screen) => previewPage(view, screen) }),
  }),
]
