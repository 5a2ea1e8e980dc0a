/** The header of every page: the mark, one's communities, the inbox, oneself. */

import type { PersonActor } from '#server/platform/actor.ts'
import { face } from '#server/platform/html/face.ts'
import { actButton } from '#server/platform/html/form.ts'
import { attr, type Html, html } from '#server/platform/html/html.ts'
import { icon, mark } from '#server/platform/html/icon.ts'
import { menu } from '#server/platform/html/menu.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import type { Translate } from '#server/platform/i18n.ts'
import { may } from '#server/platform/permissions.ts'
import type { Screen } from '#server/platform/screen.ts'

/** How many communities stand in the header before the menu of all. */
const inSight = 2

/** The bar above everything else on a page: it says that this site is the demo, or a copy. */
export function demoHead(screen: Screen): Html {
  const { t } = screen
  return html`${bar(t('Demo'), screen.demo && screen.declared.demoBar?.(screen))}${bar(t('A restored copy'), copyBar(screen))}`
}

function bar(name: string, says: Html | null | undefined | false): Html | null {
  return says ? html`<section class="demo-bar" aria-label="${name}"><div class="wide">${says}</div></section>` : null
}

function copyBar(screen: Screen): Html | null {
  const { t, actor } = screen
  const { copyOf } = actor.site
  if (!copyOf) return null
  return html`<p>${sentence(t('This is a copy, restored from the backup of {day}. It mails nobody until its owner says that it is the site now.', holes('day')), { day: timeTag(copyOf, screen, 'day') })}</p>`
}

/** The site header, with the demo's bar above it. */
export function siteHead(screen: Screen, within?: string): Html {
  const { actor, site, t } = screen
  return html`${demoHead(screen)}
<header class="site-head"><div class="wide">
<a class="mark" href="/" ${attr('aria-current', screen.address === '/' ? 'page' : null)}>${ownMark(screen)} <span>${site.name}</span></a>
${actor.kind === 'person' ? html`${communitiesNav(screen, actor, within)}${searchField(screen, actor, within)}${bell(screen, actor)}${personMenu(screen, actor)}` : html`<span class="push"></span><a class="button" href="/sign-in">${t('Sign in')}</a>`}
</div></header>`
}

/** The logo of the site, or the mark of the program where it has none. */
export function ownMark({ actor }: Screen, size = 24): Html {
  const { logo } = actor.site
  return logo ? html`<img class="logo" src="${logo}" alt="" height="28">` : mark(size)
}

function communitiesNav(screen: Screen, actor: PersonActor, within?: string): Html {
  const { t } = screen
  const { memberships } = actor
  const find = '/communities'
  if (!memberships.length) {
    return html`<nav class="communities" aria-label="${t('Communities')}"><a class="first" href="${find}" ${attr('aria-current', screen.address === find ? 'page' : null)}>${t('Find a community')}</a></nav>`
  }
  const current = memberships.find((one) => one.slug === within)
  // The ones visited last, in the order of their names: a visit to one does not swap them.
  const latest = [...(current ? [current] : []), ...memberships.filter((one) => one !== current)].slice(0, inSight)
  const alphabetical = memberships.toSorted((one, other) => one.name.localeCompare(other.name, t.locale))
  const shown = alphabetical.filter((one) => latest.includes(one))
  const item = (one: PersonActor['memberships'][number], kind: string) =>
    html`<a class="${kind}" href="/c/${one.slug}" style="--hue: ${one.hue}" ${attr('aria-current', one === current ? 'true' : null)}>${one.name}</a>`
  return html`<nav class="communities" aria-label="${t('Communities')}">
${shown.map((one) => item(one, 'first'))}
${menu({
  label:
    memberships.length > inSight
      ? html`<span class="long">${t('All')} <span class="count">${memberships.length}</span></span><span class="short">${t('Communities')}</span>`
      : t('Communities'),
  kind: 'all',
  items: [
    ...alphabetical.map((one) => item(one, 'item dotted')),
    html`<a class="item rule" href="/">${t('All my communities')}</a>`,
    html`<a class="item" href="${find}">${t('Find a community')}</a>`,
  ],
})}</nav>`
}

/** Searches the community the reader is in, or all of theirs. The page of a search has a larger field of its own. */
function searchField({ address, t }: Screen, { memberships }: PersonActor, within?: string): Html | null {
  const isInside = memberships.some(({ slug }) => slug === within)
  const action = isInside ? `/c/${within}/search` : '/search'
  if (address.split('?')[0] === action) return null
  return html`<form class="seek" action="${action}" role="search" aria-label="${t('Everything')}"><input type="search" dir="auto" name="q" aria-label="${t('Search')}" placeholder="${t('Search')}" autocomplete="off"><button class="bell" aria-label="${t('Search')}">${icon('search', 22)}</button></form>`
}

function bell(screen: Screen, actor: PersonActor): Html {
  const { t } = screen
  return html`<a class="bell" href="/inbox" ${attr('aria-current', screen.address.startsWith('/inbox') ? 'page' : null)}>${icon('bell', 22)}<span data-live="unread" data-live-topic="inbox/${actor.personId}" data-live-version="${screen.unread}">${unreadSign(t, screen.unread)}</span></a>`
}

/** The bell's name, and the number on it (nothing for zero). The topic `inbox/<person>` pushes it to the target `unread`. */
export function unreadSign(t: Translate, unread: number): Html {
  if (!unread) return html`<span class="unseen">${t('Inbox')}</span>`
  const label = t('Inbox, {n, plural, =10 {more than 9 new} one {# new} other {# new}}', { n: unread })
  return html`<span class="unseen">${label}</span><span class="dot" aria-hidden="true">${unread > 9 ? '9+' : unread}</span>`
}

function personMenu(screen: Screen, actor: PersonActor): Html {
  const { t } = screen
  const lines = screen.declared.menuLines.filter(({ onlyWith }) => !onlyWith || may(actor, onlyWith, null))
  return menu({
    label: html`${face({ name: actor.name, photo: actor.photo }, 'medium')}<span class="unseen">${t('You, {name}', { name: actor.name })}</span>`,
    kind: 'me end',
    items: [
      html`<a class="item" href="/people/${actor.personId}"><b>${actor.name}</b><small>${t('Your profile')}</small></a>`,
      ...lines.map(({ path, label }) => html`<a class="item" href="${path}">${label(t)}</a>`),
      html`<div class="rule">${actButton(screen, { action: '/sign-out', label: t('Sign out'), look: 'item' })}</div>`,
    ],
  })
}
