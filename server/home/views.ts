/**
 * The content of the two front pages, put together from the sections of the other rooms.
 */
import { z } from 'zod'
import {
  type CommunityHead,
  communityHeadView,
  draftSteps,
  featuredContainerView,
  featuredPeople,
  findCommunityToVisit,
  type Latest,
  listWaitingInvitations,
  type NewsItem,
  newestMembers,
  newestMemberView,
  newsLength,
  readWelcome,
  stepsView,
  type Visit,
  welcomeView,
} from '#server/communities/room.ts'
import { hallView, listHalls } from '#server/home/reads-communities.ts'
import { newcomersView, readNewcomers } from '#server/home/reads-newcomers.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Declared } from '#server/platform/declared.ts'
import type { EntryKinds } from '#server/platform/entry-kind.ts'
import { mailMode } from '#server/platform/mail/mail-mode.ts'
import { may } from '#server/platform/permissions.ts'
import { unreadOf } from '#server/platform/unread.ts'
import type { Look } from '#server/platform/work.ts'

const frameView = z.object({
  community: communityHeadView,
  lastVisit: z.date().nullable(),
  people: z.array(featuredContainerView),
  /** Who joined last. */
  newest: z.array(newestMemberView),
  steps: stepsView.nullable(),
  /** Invitations that waited for a mail server and could leave now, for people who look after members. */
  waitingInvitations: z.number().int(),
  /** What a new member reads first. */
  welcome: welcomeView.nullable(),
  /** New members, for people who look after members. */
  newcomers: newcomersView.nullable(),
})

/** A community's own page: its frame, what is new, and the part of each section. */
export type CommunityHome = z.infer<typeof frameView> & {
  readonly news: readonly NewsItem[]
  readonly [part: string]: unknown
}

/** What the page shows, with the sections and kinds of these rooms. */
export function communityHomeView({ kinds, sections }: Pick<Declared, 'kinds' | 'sections'>) {
  const views = newsKinds(kinds).map(({ kind, news }) => [kind, news.view.nullable()] as const)
  const item = z.object({ kind: z.string(), at: z.date(), ...Object.fromEntries(views) })
  return frameView.extend({
    /** What came since the reader's last visit, the latest first; empty on the first one. */
    news: z.array(item),
    ...Object.fromEntries(sections.flatMap(({ fields }) => Object.entries(fields))),
  }) as unknown as z.ZodType<CommunityHome>
}

/** The kinds of entries that stand among what is new. */
function newsKinds(kinds: EntryKinds) {
  return [...kinds.values()].flatMap(({ kind, news }) => (news ? [{ kind, news }] : []))
}

/**
 * The home of one community for this actor.
 * @refuses not_found
 */
export async function readCommunityHome(look: Look, actor: Actor, slug: string): Promise<CommunityHome> {
  const { community, visit } = await findCommunityToVisit(look, actor, slug)
  const { kinds, sections } = look.platform.declared
  const latest = readLatest(look, actor, community, visit)
  const [people, newest, steps, waiting, newcomers, { entries, news }, ...parts] = await Promise.all([
    featuredPeople(look, community.id),
    newestMembers(look, community.id),
    draftSteps(look, actor, community),
    invitationsMayLeave(look, actor, community) ? listWaitingInvitations(look, community.id) : [],
    community.status === 'active' && community.can.members ? readNewcomers(look, community.id) : null,
    latest,
    ...sections.map((section) => section.read(look, actor, community, latest)),
  ])
  const isNew = visit.isToBeWelcomed && community.status === 'active' && !community.can.members
  return {
    community,
    lastVisit: visit.before,
    news: newsOf(kinds, entries, news),
    people,
    newest,
    steps,
    waitingInvitations: waiting[0]?.count ?? 0,
    welcome: isNew ? await readWelcome(look, actor, community) : null,
    newcomers,
    ...Object.assign({}, ...parts),
  }
}

function invitationsMayLeave({ platform }: Look, actor: Actor, { status, can }: CommunityHead): boolean {
  return status === 'active' && can.members && mailMode(platform.config, actor.site) === 'leaves'
}

/** The latest entries of each kind, and which of them others have added since the reader's last visit. */
async function readLatest(look: Look, actor: Actor, community: CommunityHead, { before }: Visit): Promise<Latest> {
  const kinds = newsKinds(look.platform.declared.kinds)
  const all = await Promise.all(kinds.map(({ news }) => news.latest(look, actor, community)))
  const me = personIdOf(actor)
  const news = all
    .flat()
    .filter(({ at, byId }) => before !== null && at > before && (byId === null || byId !== me))
    .sort((one, other) => other.at.getTime() - one.at.getTime())
    .slice(0, newsLength)
  return {
    entries: new Map(kinds.map(({ kind }, i) => [kind, all[i] ?? []])),
    news: new Set(news.map(({ id }) => id)),
  }
}

function newsOf(kinds: EntryKinds, entries: Latest['entries'], news: Latest['news']): NewsItem[] {
  const none = Object.fromEntries(newsKinds(kinds).map(({ kind }) => [kind, null]))
  return [...entries]
    .flatMap(([kind, latest]) =>
      latest.filter(({ id }) => news.has(id)).map(({ at, view }) => ({ ...none, kind, at, [kind]: view })),
    )
    .sort((one, other) => other.at.getTime() - one.at.getTime())
}

/** An entry that waits for something its reader does, as its kind shows it. */
interface Need {
  readonly kind: string
  readonly communitySlug: string
}

const homeFrameView = z.object({
  communities: z.array(hallView),
  needs: z.array(z.custom<Need>()),
  unread: z.number().int(),
  can: z.object({ createCommunity: z.boolean() }),
})

/** The first page: my communities, what needs me, and the part of each section. */
export type Home = z.infer<typeof homeFrameView> & { readonly [part: string]: unknown }

/** What the page shows, with these kinds of entries and sections. */
export function homeView({ kinds, firstPageSections }: Declared) {
  const needs = [...kinds.values()].flatMap(({ kind, needs }) => needs?.view.extend({ kind: z.literal(kind) }) ?? [])
  return homeFrameView.extend({
    needs: z.array(z.union(needs)),
    ...Object.fromEntries(firstPageSections.map(({ key, view }) => [key, view])),
  }) as unknown as z.ZodType<Home>
}

/** My communities and what needs me; staff of the site see every community. */
export async function readHome(look: Look, actor: Actor): Promise<Home> {
  const { firstPageSections } = look.platform.declared
  const [communities, needs, unread, ...parts] = await Promise.all([
    listHalls(look, actor),
    listNeeds(look, actor),
    unreadOf(look, actor),
    ...firstPageSections.map(async ({ key, read }) => ({ [key]: await read(look, actor) })),
  ])
  return {
    communities,
    needs,
    unread,
    can: { createCommunity: may(actor, 'found_communities', null) },
    ...Object.assign({}, ...parts),
  }
}

/** What waits for the actor, kind by kind. */
async function listNeeds(look: Look, actor: Actor): Promise<Need[]> {
  const kinds = [...look.platform.declared.kinds.values()]
  const found = await Promise.all(kinds.map(({ needs }) => needs?.list(look, actor) ?? []))
  return kinds.flatMap(({ kind }, i) => found[i]?.map((one) => ({ ...one, kind })) ?? [])
}
