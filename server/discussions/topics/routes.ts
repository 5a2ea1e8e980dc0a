/** The addresses of what a community chooses for its discussions, and of their topics. */
import { z } from 'zod'
import { communityHeadView, findCommunity } from '#server/communities/room.ts'
import { threadRef } from '#server/discussions/edit-views.ts'
import { boundTitle, discussionsAddress, threadAddress, threadIsLocked } from '#server/discussions/thread.ts'
import { changeTalkSettings, talkInput } from '#server/discussions/topics/change-settings.ts'
import { fileThread } from '#server/discussions/topics/file-thread.ts'
import { followTopic } from '#server/discussions/topics/follow-topic.ts'
import { findSettings, threadToFile } from '#server/discussions/topics/form-views.ts'
import { filingPage, talkSettingsPage } from '#server/discussions/topics/pages.ts'
import { mostTopics, talkSettings, topicFollowing } from '#server/discussions/topics/talk.ts'
import { talkTopics } from '#server/discussions/topics/talk-list.ts'
import { acts, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { chosenId, several } from '#server/platform/http/input.ts'
import { shortId } from '#server/platform/ids.ts'
import { topicRoutes } from '#server/topics/room.ts'

/** The topics that somebody chooses for a discussion. */
export const topicsInput = several(chosenId).pipe(
  z.array(z.string()).max(mostTopics.chosen, 'That is more than 12 topics. Choose those that matter most.'),
)

export const talkRoutes: readonly Endpoint[] = [
  reads({
    path: '/c/:community/discussions/settings',
    summary: 'What a community chose for its discussions: their topics, and when questions are stale or asked again.',
    who: 'community_settings',
    view: z.object({ community: communityHeadView, settings: talkSettings }),
    read: findSettings,
    page: talkSettingsPage,
  }),
  acts({
    path: '/c/:community/discussions/settings',
    summary: 'Replaces these choices. Topics that are not used any more keep what is filed under them.',
    who: 'community_settings',
    also: 'PUT',
    input: talkInput,
    view: talkSettings,
    form: '/c/:community/discussions/settings',
    act: changeTalkSettings,
    respond: (_, { community }) => ({
      location: `${discussionsAddress(community)}/settings`,
      flash: 'The settings are saved.',
    }),
  }),
  acts({
    path: '/c/:community/discussions/topics/:talkTopic/following',
    also: 'PUT',
    summary:
      'Follows a topic, to get a notice of each new discussion in it; mutes it, to get none from any in it; or neither.',
    who: 'read',
    input: z.object({ state: z.enum(['following', 'muted', 'none']) }),
    view: z.object({ following: topicFollowing }),
    limit: { times: 120, seconds: 60 },
    async act(work, actor, { community: slug, talkTopic: topic, state }) {
      const community = await findCommunity(work, actor, slug)
      return followTopic(work, actor, community.id, { topic, state: state === 'none' ? null : state })
    },
    respond: (_, { community, talkTopic }) => ({
      location: `${discussionsAddress(community)}?topic=${shortId(talkTopic)}`,
    }),
  }),
  ...topicRoutes(talkTopics),
  reads({
    path: '/c/:community/discussions/:thread/topics',
    summary: 'The form that files a discussion under topics.',
    who: 'discuss',
    json: 'none',
    refusals: [threadIsLocked, boundTitle],
    read: threadToFile,
    page: filingPage,
  }),
  acts({
    path: '/c/:community/discussions/:thread/topics',
    also: 'PUT',
    summary: 'Files a discussion under exactly these topics, 12 at most: its opener, or a moderator.',
    who: 'discuss',
    input: z.object({ topics: topicsInput }),
    view: z.object({ thread: threadRef }),
    form: '/c/:community/discussions/:thread/topics',
    limit: { times: 120, seconds: 60 },
    refusals: [threadIsLocked, boundTitle],
    async act(work, actor, input) {
      const thread = await fileThread(work, actor, input)
      return { thread: { id: thread.id, title: thread.title, address: threadAddress(thread.slug, thread) } }
    },
    respond: ({ thread }) => ({ location: thread.address, flash: 'Its topics are saved.' }),
  }),
]
