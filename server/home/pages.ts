/**
 * The two front pages. Opened on a phone between two meetings or from a mail: what needs me comes first,
 * then what is new, then what is there to keep.
 */
import {
  communityMeta,
  communityPage,
  featuredSidebar,
  newestFaces,
  stepsCard,
  welcomeCard,
} from '#server/communities/room.ts'
import { threadRow } from '#server/discussions/room.ts'
import { newcomersPart } from '#server/home/newcomers-part.ts'
import type { CommunityHome, Home, NewsItem } from '#server/home/views.ts'
import { draftRows, inTurn, newPingsHere, type PingView, pingCard } from '#server/pings/room.ts'
import { glyph } from '#server/platform/html/cover.ts'
import { face } from '#server/platform/html/face.ts'
import { actButton } from '#server/platform/html/form.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { row } from '#server/platform/html/list.ts'
import { badge, count, emptyState, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import { timeTag, timeText } from '#server/platform/html/time.ts'
import { weave } from '#server/platform/html/weave.ts'
import { idFrom, shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import { featuredStrip, newResourceRow, topicTiles } from '#server/toolkit/room.ts'

/** `/`: my communities, and what needs me. */
export function homePage(view: Home, screen: Screen): Html {
  const { t } = screen
  const mine = view.communities.filter((one) => one.isMine)
  const others = view.communities.filter((one) => !one.isMine)
  return sitePage(screen, {
    title: screen.site.name,
    width: 'wide',
    main: html`${pageTitle({
      title: greeting(screen),
      acts: view.can.createCommunity ? html`<a class="button" href="/c/new">${t('New community')}</a>` : null,
    })}
${needs(view, screen)}
${followed(view, screen)}
${mine.length > 0 ? section({ id: 'mine', title: t('Your communities'), inside: halls(mine, view, screen) }) : noCommunities(view, screen)}
${others.length > 0 ? section({ id: 'others', title: t('Others on this site'), inside: halls(others, view, screen) }) : null}`,
  })
}

function greeting(screen: Screen): string {
  const { actor, t } = screen
  const first = actor.kind === 'person' ? actor.name.split(' ')[0] : ''
  return t('Hello {name}', { name: first ?? '' })
}

function needs(view: Home, screen: Screen): Html | null {
  const { t } = screen
  if (view.needs.length === 0) return null
  const rows = view.needs.map((one) =>
    row({
      before: glyph('ping'),
      href: `/c/${one.communitySlug}/pings/${shortId(one.id)}`,
      title: one.question,
      about: html`${one.communityName} · ${t('closes in {time}', { time: timeText(one.closesAt, screen, 'left') })}`,
      after: badge(t('Needs your answer'), 'live'),
    }),
  )
  return section({ id: 'needs', title: t('Waiting for you'), inside: html`<ul class="rows">${rows}</ul>` })
}

function followed({ followed: threads }: Home, screen: Screen): Html | null {
  const { t } = screen
  if (threads.length === 0) return null
  const rows = threads.map(({ address, title, communityName, lastPostAt, lastBy, isFresh }) =>
    row({
      before: face(lastBy ?? { name: t('Former member'), photo: null }),
      href: address,
      title,
      about: html`${communityName}${lastBy ? html` · ${t('last by {name}', { name: lastBy.name })}` : null}`,
      after: timeTag(lastPostAt, screen),
      fresh: isFresh,
    }),
  )
  return section({ id: 'followed', title: t('Discussions you follow'), inside: html`<ul class="rows">${rows}</ul>` })
}

function halls(list: Home['communities'], view: Home, screen: Screen): Html {
  const { t } = screen
  return html`<ul class="halls">${list.map((one) => {
    const open = view.needs.filter((need) => need.communitySlug === one.slug).length
    return html`<li><a class="hall" href="/c/${one.slug}" style="--hue: ${one.hue}">${weave(one.slug)}<b dir="auto">${one.name}</b><p dir="auto">${one.purpose}</p><small>${
      one.status === 'draft'
        ? html`${badge(t('Draft'))} · `
        : one.status === 'archived'
          ? html`${badge(t('Archived'))} · `
          : null
    }${t('{n, plural, one {# member} other {# members}}', { n: one.members })}${
      open > 0
        ? html` · <span class="needs">${t('{n, plural, one {# Ping needs your answer} other {# Pings need your answer}}', { n: open })}</span>`
        : null
    }</small></a></li>`
  })}</ul>`
}

function noCommunities(view: Home, screen: Screen): Html {
  const { t } = screen
  return view.can.createCommunity
    ? emptyState({
        title: t('A place for people who learn together'),
        says: t(
          'A community gathers people around a purpose: it has a Toolkit, discussions, and Pings, one question mailed to everybody and answered with one click. It begins as a draft that only you see.',
        ),
        act: html`<a class="button primary" href="/c/new">${t('Create your first community')}</a>`,
      })
    : emptyState({
        title: t('You are not in a community yet'),
        says: t('Whoever leads one can add you by your mail address. It then stands here.'),
      })
}

/** `/c/:community`: the home of a community. */
export function communityHomePage(view: CommunityHome, screen: Screen): Html {
  const { community } = view
  return communityPage(screen, community, {
    tab: 'home',
    title: community.name,
    meta: communityMeta(community, screen),
    items: view.resources,
    main: html`${newPingsHere(community.id, view.pings)}${view.steps ? stepsCard(view.steps, screen) : null}${waitingNotice(view, screen)}${view.welcome ? welcomeCard(view.welcome, screen) : null}
${community.sections.filter((one) => one.shown).map((one) => sectionOf(one.key, view, screen))}
<visit-beacon address="/c/${community.slug}/visits"></visit-beacon>`,
    aside: beside(view, screen),
  })
}

/** Mail can leave now, and some members were never told that they are one. */
function waitingNotice({ community, waitingInvitations: n }: CommunityHome, screen: Screen): Html | null {
  if (n === 0) return null
  const { t } = screen
  return notice(
    t(
      '{n, plural, one {# member was} other {# members were}} not mailed, as the site had no mail server. It has one now.',
      { n },
    ),
    'plain',
    actButton(screen, {
      action: `/c/${community.slug}/members/invitations`,
      fields: { who: 'not_mailed' },
      label: t('{n, plural, one {Send the invitation that waited} other {Send the # invitations that waited}}', { n }),
    }),
  )
}

function beside(view: CommunityHome, screen: Screen): Html | null {
  const { people, newest, community } = view
  const parts = [
    featuredSidebar(people, screen, community),
    newestFaces(newest, screen, community),
    newcomersPart(view, screen),
  ].filter(Boolean)
  return parts.length > 0 ? html`${parts}` : null
}

function sectionOf(key: string, view: CommunityHome, screen: Screen): Piece {
  switch (key) {
    case 'ping':
      return pingsPart(view, screen)
    case 'news':
      return newsPart(view, screen)
    case 'featured':
      return featuredPart(view, screen)
    case 'toolkit':
      return toolkitPart(view, screen)
    case 'discussions':
      return discussionsPart(view, screen)
    default:
      return null
  }
}

/**
 * One open Ping whole, those that wait for the reader one after the other, and the others as rows; with none open, the last
 * result; for whoever may send one and has none, what a Ping is.
 */
function pingsPart(view: CommunityHome, screen: Screen): Piece {
  const { t } = screen
  const { community, lastPing, steps, drafts } = view
  const turn = inTurn(view.pings, idFrom(screen.query.ping ?? ''))
  const others = turn?.others ?? []
  const shown = turn?.shown ?? lastPing
  const root = `/c/${community.slug}/pings`
  const fresh = community.can.sendPing ? html`<a class="button" href="${root}/new">${t('New Ping')}</a>` : null
  const unsent =
    drafts.length > 0 ? section({ id: 'unsent', title: t('Your drafts'), inside: draftRows(drafts, screen) }) : null
  if (shown || unsent) {
    return html`<div class="pings-here">${shown ? pingCard(shown, screen, view.pings.length > 1 && turn ? turn : undefined) : null}${others.length > 0 ? html`<ul class="rows" aria-label="${t('Also open')}">${others.map((ping) => alsoOpen(ping, screen))}</ul>` : null}${unsent}${
      fresh ? html`<p class="in-place">${fresh}</p>` : null
    }</div>`
  }
  // The steps of a draft already say what a Ping is.
  if (!fresh || steps) return null
  return emptyState({
    title: t('Ask everybody one question'),
    says: t(
      'A Ping goes to every member by mail, is answered with one click, and its bars move here while answers come in.',
    ),
    act: fresh,
  })
}

function alsoOpen(ping: PingView, screen: Screen): Html {
  const { t } = screen
  const waits = ping.can.answer && ping.mine === null
  return row({
    before: glyph('ping'),
    href: ping.address,
    title: ping.question,
    about: ping.closesAt ? t('closes in {time}', { time: timeText(ping.closesAt, screen, 'left') }) : null,
    after: waits ? badge(t('Needs your answer'), 'live') : null,
  })
}

/** What came since the last visit; where that is nothing, the page goes on with the Toolkit. */
function newsPart({ community, news }: CommunityHome, screen: Screen): Piece {
  const { t } = screen
  if (news.length === 0) return null
  return section({
    id: 'new',
    title: t('New since your last visit'),
    inside: html`<ul class="rows">${news.map((one) => newsRow(one, screen, community.slug))}</ul>`,
  })
}

function newsRow(one: NewsItem, screen: Screen, slug: string): Piece {
  if (one.thread) return threadRow(one.thread, screen)
  return one.resource ? newResourceRow(one.resource, screen, { slug, isFresh: true }) : null
}

/** The latest discussions that do not stand among the news already; for a member of a new place, how to begin one. */
function discussionsPart(view: CommunityHome, screen: Screen): Piece {
  const { t } = screen
  const { community, discussions, news } = view
  const root = `/c/${community.slug}/discussions`
  if (discussions.length > 0) {
    return section({
      id: 'discussions',
      title: t('Discussions'),
      more: html`<a href="${root}">${t('all discussions')}</a>`,
      inside: html`<ul class="rows">${discussions.map((thread) => threadRow(thread, screen))}</ul>`,
    })
  }
  if (news.some(({ thread }) => thread)) return html`<p><a class="go" href="${root}">${t('all discussions')}</a></p>`
  if (!community.can.discuss || view.steps) return null
  return section({
    id: 'discussions',
    title: t('Discussions'),
    inside: emptyState({
      title: t('No discussions yet'),
      says: t('Ask what you would like to know, or tell what you tried this week.'),
      act: html`<a class="button" href="${root}/new">${t('Start a discussion')}</a>`,
    }),
  })
}

function featuredPart(view: CommunityHome, screen: Screen): Piece {
  const { t } = screen
  const { community, featured } = view
  if (featured.length === 0) {
    if (!community.can.editToolkit || view.resources === 0) return null
    return notice(t('Nothing is featured. Open a resource and choose “Feature it” to show it here.'))
  }
  return section({ id: 'featured', title: t('Featured'), inside: featuredStrip(featured, screen, community.slug) })
}

function toolkitPart(view: CommunityHome, screen: Screen): Piece {
  const { t } = screen
  const { community, topics, resources } = view
  const root = `/c/${community.slug}/toolkit`
  if (resources === 0) {
    if (!community.can.editToolkit || view.steps) return null
    return section({
      id: 'toolkit',
      title: t('Toolkit'),
      inside: emptyState({
        title: t('The Toolkit is empty'),
        says: t('Add one thing people can use on Monday: a link, a file, or a few lines of your own.'),
        act: html`<a class="button" href="${root}/new">${t('Add the first')}</a>`,
      }),
    })
  }
  return section({
    id: 'toolkit',
    title: t('Toolkit'),
    more: html`<a href="${root}">${t('all {n}', { n: count(screen, resources) })}</a>${
      community.can.editToolkit ? html` · <a href="${root}/topics">${t('Manage topics')}</a>` : null
    }`,
    inside: topics.some((one) => one.count > 0)
      ? topicTiles(topics, screen, community.slug)
      : html`<p class="soft">${t('{n, plural, one {One resource, not filed under a topic yet.} other {# resources, not filed under topics yet.}}', { n: resources })}</p>`,
  })
}
