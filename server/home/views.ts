/**
 * What the two front pages show, put together from what the other rooms show of themselves.
 */
import { z } from 'zod'
import {
  type CommunityHead,
  communityHeadView,
  draftSteps,
  featuredContainerView,
  featuredPeople,
  findCommunity,
  listWaitingInvitations,
  newestMembers,
  newestMemberView,
  readWelcome,
  stepsView,
  welcomeView,
} from '#server/communities/room.ts'
import { followedThreads, followedThreadView, latestThreads, threadItemView } from '#server/discussions/room.ts'
import { listHalls, readVisit } from '#server/home/reads-communities.ts'
import { newcomersView, readNewcomers } from '#server/home/reads-newcomers.ts'
import {
  draftItemView,
  lastClosed,
  listDrafts,
  openPings,
  pingNeedView,
  pingsNeedingMe,
  pingView,
} from '#server/pings/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { mailWay } from '#server/platform/mail/mail-way.ts'
import { may } from '#server/platform/permissions.ts'
import type { Look } from '#server/platform/work.ts'
import {
  featuredResources,
  latestResources,
  readHoldings,
  resourceItemView,
  topicCountView,
} from '#server/toolkit/room.ts'

/** How many rows "New since your last visit" has at most: the Toolkit below it should stay in reach. */
const newsLength = 4
/** How many discussions stand below the Toolkit. */
const discussionsLength = 5
/** How many discussions the front page lists. */
const followedLength = 5

/** One line of what is new: a thread with posts, or a resource that was added. */
const newsItemView = z.object({
  kind: z.enum(['thread', 'resource']),
  at: z.date(),
  thread: threadItemView.nullable(),
  resource: resourceItemView.nullable(),
})
export type NewsItem = z.infer<typeof newsItemView>

export const communityHomeView = z.object({
  community: communityHeadView,
  pings: z.array(pingView),
  lastPing: pingView.nullable(),
  /** The reader's own Pings that wait to be sent; in a draft community its steps stand for them. */
  drafts: z.array(draftItemView),
  lastVisit: z.date().nullable(),
  /** What came since the reader's last visit, the latest first; empty on the first one. */
  news: z.array(newsItemView),
  /** The latest discussions, without those that stand among the news. */
  discussions: z.array(threadItemView),
  featured: z.array(resourceItemView),
  topics: z.array(topicCountView),
  resources: z.number().int(),
  people: z.array(featuredContainerView),
  /** Who joined last. */
  newest: z.array(newestMemberView),
  steps: stepsView.nullable(),
  /** Invitations that waited for a mail server and could leave now, for whoever looks after members. */
  waitingInvitations: z.number().int(),
  /** What a new member reads first. */
  welcome: welcomeView.nullable(),
  /** Who is new, for whoever looks after members. */
  newcomers: newcomersView.nullable(),
})
export type CommunityHome = z.infer<typeof communityHomeView>

/**
 * The home of one community for this actor.
 * @refuses not_found
 */
export async function readCommunityHome(look: Look, actor: Actor, slug: string): Promise<CommunityHome> {
  const community = await findCommunity(look, actor, slug)
  const [pings, drafts, threads, added, featured, holdings, people, newest, steps, visit, waiting, newcomers] =
    await Promise.all([
      openPings(look, actor, community),
      community.status === 'active' ? listDrafts(look, actor, community) : [],
      latestThreads(look, actor, community, newsLength + discussionsLength),
      latestResources(look, actor, community, newsLength),
      featuredResources(look, actor, community),
      readHoldings(look, actor, community),
      featuredPeople(look, community.id),
      newestMembers(look, community.id),
      draftSteps(look, actor, community),
      readVisit(look, actor, community.id),
      invitationsMayLeave(look, actor, community) ? listWaitingInvitations(look, community.id) : [],
      community.status === 'active' && community.can.members ? readNewcomers(look, community.id) : null,
    ])
  const news = newsSince({ lastVisit: visit.before, me: personIdOf(actor) }, threads, added)
  const isNew = visit.isToBeWelcomed && community.status === 'active' && !community.can.members
  const [welcome, lastPing] = await Promise.all([
    isNew ? readWelcome(look, actor, community) : null,
    pings.length > 0 ? null : lastClosed(look, actor, community),
  ])
  return {
    community,
    pings,
    drafts,
    lastPing,
    lastVisit: visit.before,
    news,
    discussions: threads.filter(({ id }) => !news.some(({ thread }) => thread?.id === id)).slice(0, discussionsLength),
    featured,
    topics: holdings.topics,
    resources: holdings.total,
    people,
    newest,
    steps,
    waitingInvitations: waiting[0]?.count ?? 0,
    welcome,
    newcomers,
  }
}

function invitationsMayLeave({ platform }: Look, actor: Actor, { status, can }: CommunityHead): boolean {
  return status === 'active' && can.members && mailWay(platform.config, actor.site) === 'leaves'
}

/** What others have said and added since the last visit, threads and resources among each other. */
function newsSince(
  { lastVisit, me }: { lastVisit: Date | null; me: string | null },
  threads: readonly z.infer<typeof threadItemView>[],
  resources: readonly z.infer<typeof resourceItemView>[],
): NewsItem[] {
  const isNew = (at: Date, by: { id: string } | null) => lastVisit !== null && at > lastVisit && by?.id !== me
  return [
    ...threads
      .filter(({ lastPostAt, lastBy }) => isNew(lastPostAt, lastBy))
      .map((thread) => ({ kind: 'thread' as const, at: thread.lastPostAt, thread, resource: null })),
    ...resources
      .filter(({ createdAt, addedBy }) => isNew(createdAt, addedBy))
      .map((resource) => ({ kind: 'resource' as const, at: resource.createdAt, thread: null, resource })),
  ]
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, newsLength)
}

export const homeView = z.object({
  communities: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      purpose: z.string(),
      hue: z.number(),
      status: z.enum(['draft', 'active', 'archived']),
      members: z.number().int(),
      isMine: z.boolean(),
    }),
  ),
  needs: z.array(pingNeedView),
  /** Discussions the reader follows, the last post first. */
  followed: z.array(followedThreadView),
  unread: z.number().int(),
  can: z.object({ createCommunity: z.boolean() }),
})
export type Home = z.infer<typeof homeView>

/** My communities and what needs me; staff of the site see every community. */
export async function readHome(look: Look, actor: Actor): Promise<Home> {
  const [communities, needs, followed] = await Promise.all([
    listHalls(look, actor),
    pingsNeedingMe(look, actor),
    actor.kind === 'person' ? followedThreads(look, actor, followedLength) : [],
  ])
  return {
    communities,
    needs,
    followed,
    unread: actor.kind === 'person' ? actor.unread : 0,
    can: { createCommunity: may(actor, 'manage_communities', null) },
  }
}
