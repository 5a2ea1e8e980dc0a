/** The small shapes pages are put together from. web/styles/README.md shows their markup in one screen. */
import { turns } from '#server/platform/direction.ts'
import { attr, type Html, html, type Piece, trusted } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { numberText } from '#server/platform/html/number.ts'
import type { Screen } from '#server/platform/screen.ts'

export interface PageTitleOptions {
  readonly title: Piece
  /** The title's own language, where it is not the page's. */
  readonly lang?: string | null
  /** One or two sentences under it. */
  readonly lead?: Piece
  /** Buttons and links at its end, for those who may. */
  readonly acts?: Piece
  /** Above it, small: where the reader is, what this is. */
  readonly kicker?: Piece
}

/** The heading of a page, with what can be done there. */
export function pageTitle({ title, lang, lead, acts, kicker }: PageTitleOptions): Html {
  return html`<div class="page-title">${kicker ? html`<p class="kicker">${kicker}</p>` : null}${headed(title, lang)}${acts ? html`<div class="acts">${acts}</div>` : null}${leading(
    lead,
  )}</div>`
}

/** A title that a person wrote begins at the side its script begins. */
function headed(title: Piece, lang: string | null | undefined): Html {
  return typeof title === 'string' && turns(title)
    ? html`<h1 dir="auto" ${attr('lang', lang)}>${title}</h1>`
    : html`<h1 ${attr('lang', lang)}>${title}</h1>`
}

function leading(lead: Piece): Html | null {
  if (!lead) return null
  return typeof lead === 'string' && turns(lead)
    ? html`<p class="lead" dir="auto">${lead}</p>`
    : html`<p class="lead">${lead}</p>`
}

/** A part of a page under its own heading; `more` is the quiet link or act at the heading's end. */
export function section(options: { id: string; title: Piece; more?: Piece; inside: Piece; kind?: 'side' }): Html {
  const { id, title, more, inside, kind } = options
  return html`<section class="part ${kind ?? ''}" aria-labelledby="${id}"><header><h2 id="${id}">${title}</h2>${more ? html`<div class="more-of">${more}</div>` : null}</header>${inside}</section>`
}

/** A fold: what few readers need, behind a label that opens it. */
export function fold(label: Piece, inside: Piece, { isOpen }: { readonly isOpen?: boolean } = {}): Html {
  return html`<details class="more" ${attr('open', isOpen)}><summary>${icon('chevron', 18)}${label}</summary><div class="inside">${inside}</div></details>`
}

/** Nothing here yet: what this place is for, and the one thing to do first. */
export function emptyState(options: { title: string; says?: Piece; act?: Piece }): Html {
  const { title, says, act } = options
  return html`<div class="empty"><p class="what">${title}</p>${says ? html`<p>${says}</p>` : null}${act ? html`<div class="acts">${act}</div>` : null}</div>`
}

/** A sentence that should be seen before going on. `warn` and `bad` have a sign beside them, never colour alone. */
export function notice(says: Piece, kind: 'plain' | 'warn' | 'bad' | 'good' = 'plain', acts?: Piece): Html {
  const sign = kind === 'warn' || kind === 'bad' ? icon('warning') : kind === 'good' ? icon('check') : null
  return html`<div class="notice ${kind}">${sign}<div><p>${says}</p>${acts ? html`<div class="acts">${acts}</div>` : null}</div></div>`
}

/** The way to this page, from the outside in: the pages above it, each a link. */
export function breadcrumbs(screen: Screen, way: readonly { label: string; href: string }[]): Html {
  return html`<nav class="crumbs" aria-label="${screen.t('Where you are')}"><ol>${way.map(({ label, href }) => html`<li><a href="${href}">${label}</a></li>`)}</ol></nav>`
}

/** Keyset pages: onwards, and back to the beginning. Addresses, or null where there is none. */
export function pager(screen: Screen, to: { next: string | null; first: string | null; nextLabel?: string }) {
  if (!to.next && !to.first) return null
  const { t } = screen
  return html`<nav class="pager" aria-label="${t('Pages')}">${to.first ? html`<a class="quiet" href="${to.first}">${t('Back to the beginning')}</a>` : html`<span></span>`}${
    to.next ? html`<a class="button" rel="next" href="${to.next}">${to.nextLabel ?? t('Show more')}</a>` : null
  }</nav>`
}

/** Tabs inside a page; a community's own are made by its banner. */
export function tabs(label: string, items: readonly { href: string; label: Piece; current: boolean }[]): Html {
  return html`<nav class="tabs" aria-label="${label}">${items.map(({ href, label: words, current }) => html`<a href="${href}" ${attr('aria-current', current ? 'page' : null)}>${words}</a>`)}</nav>`
}

export interface Chip {
  readonly href: string
  readonly label: Piece
  readonly count?: number
  readonly current?: boolean
}

/** Short links in a row that wraps: topics, filters. The current one is marked by more than its colour. */
export function chips(screen: Screen, label: string, items: readonly Chip[]): Html {
  return html`<nav class="chips" aria-label="${label}"><ul>${items.map(
    ({ href, label: words, count: n, current }) =>
      html`<li><a href="${href}" ${attr('aria-current', current ? 'true' : null)}>${current ? icon('check', 16) : null}${words}${n === undefined ? null : html` <span class="count">${count(screen, n)}</span>`}</a></li>`,
  )}</ul></nav>`
}

/** One or two words about a thing's state. `live` has a dot that greys while the page is cut off. */
export function badge(words: Piece, kind: 'plain' | 'live' | 'good' | 'warn' = 'plain'): Html {
  return html`<span class="badge ${kind}">${words}</span>`
}

/** Facts with their names: one definition list. */
export function facts(items: readonly (readonly [name: Piece, value: Piece])[]): Html {
  return html`<dl class="facts">${items.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** A number as the reader's language writes it. */
export function count(screen: Screen, n: number): string {
  return numberText(n, screen.t.locale)
}

/** HTML of our own Markdown renderer, set for reading. `kind` `small` for a post, `reading` for an article. */
export function prose(rendered: string, kind: 'small' | 'reading' = 'small'): Html {
  return html`<div class="prose ${kind}">${trusted(rendered)}</div>`
}
