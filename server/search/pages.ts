/** The page of a search. */
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { sitePage } from '#server/platform/html/layout.ts'
import type { Screen } from '#server/platform/screen.ts'
import { type FoundEntry, type PassagePiece, type SearchView, searchAddress } from '#server/search/search.ts'
import type { Suggestions } from '#server/search/views.ts'

/** The results of a search. */
export function searchPage(view: SearchView, screen: Screen): Html {
  const { t } = screen
  return sitePage(screen, {
    title: t('Search'),
    main: html`<h1>${t('Search')}</h1>
<form class="find" action="${searchAddress(view.community?.slug ?? null, {})}" role="search"><input type="search" dir="auto" name="q" value="${view.q}" aria-label="${t('Search')}"><button class="plain">${t('Search')}</button></form>
<ol class="bare">${view.items.map((item) => entryItem(item))}</ol>`,
  })
}

function entryItem(item: FoundEntry): Piece {
  return html`<li><a href="${item.address}">${pieces(item.title)}</a><p>${pieces(item.passage)}</p></li>`
}

function pieces(passage: readonly PassagePiece[]): Piece {
  return html`${passage.map(({ text, isMatch }) => (isMatch ? html`<mark>${text}</mark>` : text))}`
}

/** Titles for what is typed so far, as links. */
export function suggestionsPage({ suggestions }: Suggestions, screen: Screen): Html {
  return sitePage(screen, {
    title: screen.t('Search'),
    main: html`<ul>${suggestions.map(({ title, address }) => html`<li><a href="${address}">${title}</a></li>`)}</ul>`,
  })
}
