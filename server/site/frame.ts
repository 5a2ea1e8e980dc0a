/**
 * What all pages of those who run the site have in common: the name of the site, and a tab for each part that the reader may open.
 */

import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import { pageTitle, tabs } from '#server/platform/html/parts.ts'
import { may } from '#server/platform/permissions.ts'
import type { Screen } from '#server/platform/screen.ts'
import type { SitePart } from '#server/platform/site-part.ts'

export interface SiteRunningPage {
  /** The key of its part; null for the overview. */
  readonly part: string | null
  readonly title: string
  readonly lead?: Piece
  /** Buttons beside the title. */
  readonly acts?: Piece
  /** Above the title: the way back to a list. */
  readonly way?: Piece
  readonly main: Piece
  /** Lists and tables are wide. */
  readonly width?: 'text' | 'wide'
  /** More for the document's head. */
  readonly head?: Html
}

/** The parts that the reader of a page may open, in order. */
export function openParts({ actor, declared }: Screen): readonly SitePart[] {
  return declared.siteParts.filter(({ onlyWith }) => may(actor, onlyWith, null))
}

/** A page of one part. */
export function siteRunningPage(screen: Screen, page: SiteRunningPage): Html {
  const main = html`${page.way}${pageTitle({ title: page.title, lead: page.lead, acts: page.acts })}
${page.main}`
  return siteRunningFrame(screen, { ...page, main })
}

/** The same around a page that has a heading of its own. */
export function siteRunningFrame(
  screen: Screen,
  page: Pick<SiteRunningPage, 'part' | 'title' | 'main' | 'width' | 'head'>,
): Html {
  const { t } = screen
  const items = [
    { href: '/site', label: t('Overview'), current: page.part === null },
    ...openParts(screen).map(({ key, path, label }) => ({ href: path, label: label(t), current: key === page.part })),
  ]
  return sitePage(screen, {
    title: `${page.title} · ${t('This site')}`,
    width: page.width ?? 'text',
    head: page.head,
    main: html`${tabs(t('This site'), items)}
${page.main}`,
  })
}
