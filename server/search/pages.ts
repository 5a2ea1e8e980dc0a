/** The page of a search, and the list of suggestions under the field in the header. */
import { face } from '#server/platform/html/face.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { barePage, sitePage } from '#server/platform/html/layout.ts'
import { menu } from '#server/platform/html/menu.ts'
import { emptyState, notice, pager, section } from '#server/platform/html/parts.ts'
import { rareStyles } from '#server/platform/html/rare-styles.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import type { Screen } from '#server/platform/screen.ts'
import {
  addressAsked,
  kindsRow,
  moreFilters,
  narrowings,
  narrowingsOf,
  whereLooked,
} from '#server/search/filter-pages.ts'
import { entryRow, peopleFound } from '#server/search/result-pages.ts'
import { type SearchView, searchAddress } from '#server/search/search.ts'
import type { Suggestions } from '#server/search/suggest-views.ts'

/** `/search` and `/c/:community/search` */
export function searchPage(view: SearchView, screen: Screen): Html {
  const { t } = screen
  const { community, q } = view
  const label = labelOf(view, screen)
  return sitePage(screen, {
    title: q ? t('“{words}” · Search', { words: q }) : label,
    hue: community?.hue,
    within: community?.slug,
    main: html`${rareStyles()}<h1 class="unseen">${label}</h1>
${searchForm(view, screen)}
<div class="flow" data-found>${view.state === 'asked' ? answer(view, screen) : nothingAsked(view, screen)}</div>`,
  })
}

function labelOf({ community }: SearchView, { t }: Screen): string {
  return community ? t('Search {place}', { place: community.name }) : t('Search all my communities')
}

function searchForm(view: SearchView, screen: Screen): Html {
  const { t } = screen
  const label = labelOf(view, screen)
  const { kind, author, from, until, entry } = narrowingsOf(screen)
  return html`<form class="search-form" action="${searchAddress(view.community?.slug ?? null, {})}" role="search" data-take="typed" data-typing="typing" autocomplete="off"><input type="search" dir="auto" name="q" value="${view.q}" maxlength="400" enterkeyhint="search" spellcheck="false" aria-label="${label}" placeholder="${label}" ${attr('autofocus', view.state === 'nothing_asked')}><button class="primary" aria-label="${t('Search')}">${icon('search', 22)}</button>${Object.entries(
    { kind, author, from, until, entry },
  ).map(([name, value]) => value && html`<input type="hidden" name="${name}" value="${value}">`)}</form>`
}

function answer(view: SearchView, screen: Screen): Html {
  const { t } = screen
  const { items, people, page } = view
  const found = items.length + people.length > 0
  return html`<div class="search-choices">${whereLooked(view, screen)}${kindsRow(view, screen)}${narrowings(view, screen)}${moreFilters(view, screen)}</div>
${found ? howFound(view, screen) : cut(view, screen)}
${peopleFound(view, screen)}
${items.length > 0 ? html`<ol class="rows found">${items.map((item) => entryRow(item, view, screen))}</ol>` : null}
${found ? null : nothingFound(view, screen)}
${pager(screen, {
  next: view.hasNext ? addressAsked(view, screen, { page: String(page + 1) }) : null,
  first: page > 1 ? addressAsked(view, screen) : null,
  nextLabel: t('More results'),
})}`
}

/** What a reader should know of the way these were found. */
function howFound(view: SearchView, screen: Screen): Piece {
  const { t } = screen
  const { corrected, isLoose, isCapped, kinds, q } = view
  const chosen = kinds.filter(({ kind }) => (screen.query.kind ? kind === screen.query.kind : kind !== 'person'))
  const things = chosen.reduce((sum, { count }) => sum + count, 0)
  const says: Piece[] = [
    corrected !== null &&
      sentence(t('Showing results for {right}; nothing has “{wrong}”.', holes('right', 'wrong')), {
        right: html`<b dir="auto">${corrected}</b>`,
        wrong: html`<span dir="auto">${q}</span>`,
      }),
    isLoose && t('No text has all of these words; these have some.'),
    isCapped && t('Much has these words: only the newest were looked at. One more word finds what is older.'),
  ].filter(Boolean)
  return html`${cut(view, screen)}<p class="tally" role="status">${
    says.length > 0
      ? html`${says.map((one) => html`<span>${one}</span> `)}`
      : t('{n, plural, =0 {Found among people only} one {# result} other {# results}}', { n: things })
  }</p>`
}

function cut({ isCut }: SearchView, { t }: Screen): Html | null {
  return isCut ? notice(t('Your search is very long: only its beginning was looked for.'), 'warn') : null
}

function nothingFound(view: SearchView, screen: Screen): Html {
  const { t, query } = screen
  const { q, community, page, kinds } = view
  const isNarrowed = Object.values(narrowingsOf(screen)).some(Boolean)
  if (page > 1) return emptyState({ title: t('That is all.') })
  const counted = community && !isNarrowed && !query.typing && kinds.length === 0
  return html`<div role="status">${emptyState({
    title: t('Nothing found for “{words}”', { words: q }),
    says: isNarrowed
      ? t('Nothing here has it with what you chose above. It may be there without that.')
      : t('Try fewer words, another word for the same, or the name of who wrote it.'),
    act: html`${
      isNarrowed
        ? html`<a class="button" href="${searchAddress(community?.slug ?? null, { q })}">${t('Search without these choices')}</a>`
        : null
    }${askFor(view, screen, { isFirst: !isNarrowed })}${
      community
        ? html`<a class="quiet" href="${searchAddress(null, { ...narrowingsOf(screen), entry: '', q })}">${t('Search all my communities')}</a>`
        : null
    }`,
  })}</div>${
    counted
      ? html`<visit-beacon address="/c/${community.slug}/search/misses" says="${new URLSearchParams({ q }).toString()}"></visit-beacon>`
      : null
  }`
}

/** The way to ask what nobody has written yet: in this community, or in one of those that were searched. */
function askFor(
  { q, community, mayAsk, mayAskIn }: SearchView,
  { t }: Screen,
  { isFirst }: { isFirst: boolean },
): Piece {
  const looks = isFirst ? 'button primary' : 'button'
  const [only, ...others] = mayAskIn
  if (community && mayAsk)
    return html`<a class="${looks}" href="${askAddress(community.slug, q, 'question')}">${t('Ask the community')}</a>`
  if (!only) return null
  if (others.length === 0)
    return html`<a class="${looks}" href="${askAddress(only.slug, q, 'question')}">${t('Ask {community}', { community: only.name })}</a>`
  return menu({
    label: html`<span>${t('Ask a community')}</span>`,
    items: mayAskIn.map(
      ({ slug, name, hue }) =>
        html`<a class="item dotted" style="--hue: ${hue}" href="${askAddress(slug, q, 'question')}">${name}</a>`,
    ),
  })
}

/** The form of a new discussion with these words as its title. */
function askAddress(slug: string, title: string, kind: 'question' | 'talk'): string {
  return `/c/${slug}/discussions/new?${new URLSearchParams({ kind, title })}`
}

function nothingAsked(view: SearchView, screen: Screen): Html {
  const { t } = screen
  const isOnlyWithout = view.state === 'only_without'
  return html`<div class="search-choices">${whereLooked(view, screen)}${narrowings(view, screen)}</div>${cut(view, screen)}${
    isOnlyWithout || view.q
      ? html`<p role="status">${
          isOnlyWithout
            ? t('This only says what must not be there. Add a word that should be.')
            : t('There is no word in this. Write one, or a part of a name.')
        }</p>`
      : null
  }<div class="search-tips"><p>${t('Everything you may read is searched: what was written and answered, files, Pings, and people.')}</p><ul>${[
    sentence(t('{typed} finds only these words in this order.', holes('typed')), {
      typed: html`<kbd>${t('"first week"')}</kbd>`,
    }),
    sentence(t('{typed} leaves out what has the second word.', holes('typed')), {
      typed: html`<kbd>${t('feedback -survey')}</kbd>`,
    }),
    html`${sentence(t('{key} leads here from any page.', holes('key')), { key: html`<kbd>/</kbd>` })} <button class="quiet" hidden data-slash data-off="${t('Turn it on again')}">${t('Turn this key off')}</button>`,
  ].map((tip) => html`<li>${tip}</li>`)}</ul></div>${misses(view, screen)}`
}

/** For those who lead: what members looked for and did not find. */
function misses({ misses: missed, community, mayAsk }: SearchView, { t }: Screen): Html | null {
  if (!community || missed.length === 0) return null
  const row = ({ words, people }: (typeof missed)[number]) =>
    html`<li class="row"><div class="said-of"><a class="title" dir="auto" href="${searchAddress(community.slug, { q: words })}">${words}</a><p class="about">${t('{n, plural, one {# person} other {# people}}', { n: people })}</p></div>${
      mayAsk
        ? html`<div class="after"><a class="quiet" href="${askAddress(community.slug, words, 'talk')}">${t('Write something about it')}</a></div>`
        : null
    }</li>`
  return section({
    id: 'missed',
    title: t('Looked for and not found'),
    inside: html`<p class="soft">${t('In the last 90 days, by three people or more. Nobody sees who.')}</p><ul class="rows tight missed">${missed.map(row)}</ul>`,
  })
}

/** Titles and people for what is typed so far, and the ways to all results. A script puts the list under the field in the header. */
export function suggestionsPage({ q, people, suggestions, community }: Suggestions, screen: Screen): Html {
  const { t, declared } = screen
  const kindOf = (kind: string) => declared.kinds.get(kind)?.name(t)
  const n = people.length + suggestions.length
  const says = t('{n, plural, =0 {No suggestions} one {# suggestion} other {# suggestions}}', { n })
  return barePage(screen, {
    title: t('Search'),
    main: html`${rareStyles()}<ul data-suggested data-says="${says}. ${t('Arrow keys choose one; Enter shows all results.')}">${
      q === ''
        ? null
        : html`${people.map(
            ({ name, title, photo, address }) =>
              html`<li class="of-person"><a href="${address}">${face({ name, photo }, 'small')}<span><bdi>${name}</bdi><small>${title}</small></span></a></li>`,
          )}${suggestions.map(
            (one) =>
              html`<li><a href="${one.address}"><bdi>${one.title}</bdi><small>${kindOf(one.kind)}${community ? null : ` · ${one.community}`}</small></a></li>`,
          )}<li class="of-all"><a href="${searchAddress(community?.slug ?? null, { q })}">${community ? t('All results in {place}', { place: community.name }) : t('All results')}</a></li>${
            community
              ? html`<li><a href="${searchAddress(null, { q })}">${t('Search all my communities')}</a></li>`
              : null
          }`
    }</ul>`,
  })
}
