/**
 * The two front pages. Opened on a phone between two meetings or from a mail: what needs me comes first,
 * then what is new, then what is there to keep.
 */
import {
  communityMeta,
  communityPage,
  featuredSidebar,
  newestFaces,
  sendWaitingButton,
  stepsCard,
  welcomeCard,
} from '#server/communities/room.ts'
import { newcomersPart } from '#server/home/newcomers-part.ts'
import type { CommunityHome, Home } from '#server/home/views.ts'
import { bannerPattern } from '#server/platform/html/banner-pattern.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { badge, emptyState, notice, pageTitle, section } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

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
${screen.declared.firstPageSections.map(({ key, show }) => show(view[key], screen))}
${mine.length > 0 ? section({ id: 'mine', title: t('Your communities'), more: findLink(screen), inside: halls(mine, view, screen) }) : noCommunities(view, screen)}
${others.length > 0 ? section({ id: 'others', title: t('Others on this site'), inside: halls(others, view, screen) }) : null}`,
  })
}

function findLink({ t }: Screen): Html {
  return html`<a href="/communities">${t('Find a community')}</a>`
}

function greeting(screen: Screen): string {
  const { actor, t } = screen
  const first = actor.kind === 'person' ? actor.name.split(' ')[0] : ''
  return t('Hello {name}', { name: first ?? '' })
}

function needs(view: Home, screen: Screen): Html | null {
  if (view.needs.length === 0) return null
  const { t, declared } = screen
  const rows = view.needs.map((one) => declared.kinds.get(one.kind)?.needs?.row(one, screen))
  return section({ id: 'needs', title: t('Waiting for you'), inside: html`<ul class="rows">${rows}</ul>` })
}

function halls(list: Home['communities'], view: Home, screen: Screen): Html {
  const { t } = screen
  return html`<ul class="halls">${list.map((one) => {
    return html`<li><a class="hall" href="/c/${one.slug}" style="--hue: ${one.hue}">${bannerPattern(one.slug)}<b dir="auto">${one.name}</b><p dir="auto">${one.purpose}</p><small>${
      one.status === 'draft'
        ? html`${badge(t('Draft'))} · `
        : one.status === 'archived'
          ? html`${badge(t('Archived'))} · `
          : null
    }${t('{n, plural, one {# member} other {# members}}', { n: one.members })}${needsOf(one.slug, view, screen)}</small></a></li>`
  })}</ul>`
}

/** How many entries of each kind wait for the reader in a community. */
function needsOf(slug: string, { needs }: Home, { t, declared }: Screen): Piece[] {
  const here = needs.filter(({ communitySlug }) => communitySlug === slug)
  return [...declared.kinds.values()].map(({ kind, needs }) => {
    const n = here.filter((one) => one.kind === kind).length
    return needs && n > 0 ? html` · <span class="needs">${needs.count(t, n)}</span>` : null
  })
}

function noCommunities(view: Home, screen: Screen): Html {
  const { t } = screen
  return view.can.createCommunity
    ? emptyState({
        title: t('A place for people who learn together'),
        says: t(
          'A community gathers people around a purpose: it has a Toolkit, discussions, and Pings, one question mailed to everybody and answered with one click. It begins as a draft that only you see.',
        ),
        act: html`<a class="button primary" href="/c/new">${t('Create your first community')}</a>${findLink(screen)}`,
      })
    : emptyState({
        title: t('You are not in a community yet'),
        says: t(
          'Find one that you can join. Or a leader adds you by your mail address, and the community appears here.',
        ),
        act: html`<a class="button primary" href="/communities">${t('Find a community')}</a>`,
      })
}

/** `/c/:community`: the home of a community. */
export function communityHomePage(view: CommunityHome, screen: Screen): Html {
  const { community } = view
  return communityPage(screen, community, {
    tab: 'home',
    title: community.name,
    meta: communityMeta(community, screen),
    counts: typeof view.resources === 'number' ? { toolkit: view.resources } : {},
    main: html`${screen.declared.sections.map(({ above }) => above?.(view, screen))}${view.steps ? stepsCard(view.steps, screen) : null}${waitingNotice(view, screen)}${view.welcome ? welcomeCard(view.welcome, screen) : null}
${community.sections.filter((one) => one.shown).map(({ key }) => sectionOf(key, view, screen))}
<visit-beacon address="/c/${community.slug}/visits"></visit-beacon>`,
    aside: beside(view, screen),
  })
}

/** Mail can leave now, and some members never learned that they are members. */
function waitingNotice({ community, waitingInvitations: n }: CommunityHome, screen: Screen): Html | null {
  if (n === 0) return null
  const { t } = screen
  return notice(
    t(
      '{n, plural, one {# member was} other {# members were}} not mailed, as the site had no mail server. It has one now.',
      { n },
    ),
    'plain',
    sendWaitingButton(community.slug, n, screen),
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
  const section = screen.declared.sections.find((one) => one.key === key)
  return section?.show({ ...view, isFounding: view.steps !== null }, screen)
}
