/** The whole document: what every page has around its content. */

import { standardHue } from '#server/platform/html/accent.ts'
import { assets } from '#server/platform/html/assets.ts'
import { actButton } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece, trusted } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { siteFoot } from '#server/platform/html/site-foot.ts'
import { demoHead, ownMark, siteHead } from '#server/platform/html/site-head.ts'
import type { Screen } from '#server/platform/screen.ts'

export interface PageOptions {
  /** The page's own title; the site's name is added to it. */
  readonly title: string
  /** 0 to 359: the accent of the community the page belongs to. */
  readonly hue?: number
  /** Across the whole width, above main: a community's banner. */
  readonly banner?: Piece
  readonly main: Piece
  /** The sidebar; after main on a phone. */
  readonly aside?: Piece
  /** `text`: a column one reads or fills in (the default without an aside). `wide`: lists and tables. */
  readonly width?: 'text' | 'wide'
  /** More for the head: a feed, a robots tag. */
  readonly head?: Html
  /** The slug of the community the reader is in, marked in the menu. */
  readonly within?: string
}

/** A page of the site, with its header and footer. */
export function sitePage(screen: Screen, page: PageOptions): Html {
  const width = page.aside ? 'two' : (page.width ?? 'text')
  return document(
    screen,
    page,
    html`${siteHead(screen, page.within)}
${page.banner}
<main id="main" class="wide ${width}" tabindex="-1"><div class="flow">${page.main}</div>${
      page.aside ? html`<aside aria-label="${screen.t('About this page')}">${page.aside}</aside>` : null
    }</main>
${siteFoot(screen)}`,
  )
}

export interface BareOptions {
  readonly title: string
  readonly hue?: number
  readonly main: Piece
  /** Beside the mark: "Community · Ping from Dana". Without it the site's name stands there. */
  readonly kicker?: Piece
  readonly head?: Html
}

/** One thing in the middle of an otherwise empty page: signing in, an error, a ballot's result. */
export function barePage(screen: Screen, page: BareOptions): Html {
  return document(
    screen,
    page,
    html`${demoHead(screen)}<main id="main" class="bare" tabindex="-1"><p class="kicker">${
      page.kicker ?? html`<a class="mark" href="/">${ownMark(screen, 22)} ${screen.site.name}</a>`
    }</p><div class="flow">${page.main}</div></main>
${siteFoot(screen)}`,
  )
}

function document(screen: Screen, page: { title: string; hue?: number; head?: Html }, body: Html): Html {
  const { t, site } = screen
  const files = assets()
  const hue = page.hue ?? ownHue(screen)
  const title = page.title === site.name ? site.name : `${page.title} · ${site.name}`
  return html`${trusted('<!doctype html>')}
<html lang="${t.locale === 'qps' ? 'en' : t.locale}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: light)" content="#fcfaf6">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#151310">
<meta name="turbo-prefetch" content="false">
<meta name="turbo-cache-control" content="no-preview">
<meta name="turbo-refresh-method" content="morph">
<meta name="turbo-refresh-scroll" content="preserve">
<meta name="view-transition" content="same-origin">
${files.fonts.map((font) => html`<link rel="preload" href="${font}" as="font" type="font/woff2" crossorigin>`)}
<link rel="stylesheet" href="${files.styles}" data-turbo-track="reload">
<script type="module" src="${files.script}" data-turbo-track="reload"></script>
<link rel="icon" href="${files.icon}" type="image/svg+xml">
<link rel="apple-touch-icon" href="${looksOwn(screen) ? '/app-icon-touch.png' : files.touchIcon}">
<link rel="manifest" href="/manifest.webmanifest">
${page.head}
</head>
<body ${attr('style', hue === undefined ? null : `--hue: ${hue}`)} data-zone="${screen.actor.zone}" data-now="${screen.actor.now.toISOString()}">
<a class="skip" href="#main">${t('Skip to content')}</a>
${body}
${flash(screen)}
${liveRegion(screen)}
</body>
</html>`
}

/** The accent of the site, where it has another than the one in tokens.css. */
function ownHue({ actor }: Screen): number | undefined {
  return actor.site.hue === standardHue ? undefined : actor.site.hue
}

/** Has the site a logo or an accent of its own? Then its icon on a device shows it. */
function looksOwn(screen: Screen): boolean {
  return Boolean(screen.actor.site.logo) || ownHue(screen) !== undefined
}

/** The sentence that the act before this page left. */
function flash(screen: Screen): Html {
  return html`<div class="said" role="status" data-turbo-temporary>${saying(screen)}</div>`
}

function saying(screen: Screen): Html | null {
  if (!screen.flash) return null
  const { says, undo } = screen.flash
  const words = html`${icon('check', 18)}<span>${says}</span>`
  if (!undo) return html`<p>${words}</p>`
  return html`<div class="saying">${words}${actButton(screen, { ...undo, label: screen.t('Undo') })}</div>`
}

/** The one stream of this tab; web/elements/live-region.ts says what it does. */
function liveRegion(screen: Screen): Html | null {
  const { t, actor } = screen
  if (actor.kind !== 'person') return null
  // It opens a page of its own: text typed on this one stays, and the stream goes on when the reader comes back.
  const signIn = html`<a href="/sign-in" target="_blank">${t('Sign in')}</a>`
  return html`<live-region><p class="unseen" aria-live="polite"></p><template data-over="signed_out"><p class="over"><span>${t('You are signed out here.')} ${signIn}</span></p></template><template data-over="too_many"><p class="over">${t('Live updates are paused here because many other pages of this site are open. They go on when you come back to this page.')}</p></template></live-region>`
}
