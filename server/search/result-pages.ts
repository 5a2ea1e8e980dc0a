/** What a search found, as HTML: people, and entries with the passage that has the words. */
import { face } from '#server/platform/html/face.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { badge, fold, section } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import { addressAsked } from '#server/search/filter-pages.ts'
import type { FoundEntry, PassagePiece, SearchView } from '#server/search/search.ts'

/** The people it found, their faces in a row. */
export function peopleFound(view: SearchView, screen: Screen): Html | null {
  const { t } = screen
  const { people, kinds } = view
  if (people.length === 0) return null
  const all = kinds.find(({ kind }) => kind === 'person')?.count ?? 0
  const isRow = screen.query.kind !== 'person'
  return section({
    id: 'people',
    title: t('People'),
    more:
      isRow && all > people.length
        ? html`<a href="${addressAsked(view, screen, { kind: 'person' })}">${t('All {n, number} people', { n: all })}</a>`
        : null,
    inside: html`<ul class="found-people ${isRow ? 'in-a-row' : ''}">${people.map(
      ({ name, title, photo, address }) =>
        html`<li class="person">${face({ name, photo })}<a class="who" href="${address}">${name}</a><span>${title}</span></li>`,
    )}</ul>`,
  })
}

/** One entry, with its best passage; folded where the reader blocked who wrote that, unless they look for that person's words. */
export function entryRow(item: FoundEntry, view: SearchView, screen: Screen): Html {
  const row = openRow(item, view, screen)
  if (!item.isBlocked || view.author?.id === item.author?.id) return row
  return html`<li>${fold(screen.t('Something by somebody you blocked · Show'), html`<ul class="rows">${row}</ul>`)}</li>`
}

function openRow(item: FoundEntry, view: SearchView, screen: Screen): Html {
  const hasMore = item.more > 0 && !view.within
  const inside = { entry: shortId(item.id), ...(view.corrected ? { q: view.corrected } : {}) }
  return html`<li class="row"><div class="said-of"><a class="title" dir="auto" href="${item.address}">${pieces(item.title)}</a><p class="about dotted">${aboutOf(
    item,
    view,
    screen,
  ).map(
    (part) => html`<span>${part}</span> `,
  )}</p>${item.passage.length > 0 ? html`<p class="excerpt" dir="auto">${pieces(item.passage)}</p>` : null}${
    hasMore
      ? html`<p class="about"><a href="${addressAsked(view, screen, inside)}">${moreInside(item, screen)}</a></p>`
      : null
  }</div></li>`
}

/** How much more of the same entry has the words. */
function moreInside({ kind, more: n, moreIn }: FoundEntry, { t }: Screen): string {
  if (moreIn === 'discussion' && kind === 'thread') return t('{n, number} more in this discussion', { n })
  if (moreIn === 'discussion') return t('{n, number} more in its discussion', { n })
  if (moreIn === 'files') return t('{n, number} more in its files', { n })
  return t('{n, number} more inside', { n })
}

/** Where it is, who wrote it, when. */
function aboutOf(item: FoundEntry, view: SearchView, screen: Screen): Piece[] {
  const { t, declared } = screen
  const { community, kind, part, file, author, at, isAnswered } = item
  const name = author ? onlyBy(author, view, screen) : t('Former member')
  const by = part === 'post' ? t('reply by {who}', holes('who')) : t('by {who}', holes('who'))
  return [
    view.community ? null : html`<b class="of-community" style="--hue: ${community.hue}">${community.name}</b>`,
    declared.kinds.get(kind)?.name(t),
    file
      ? html`${icon('document', 16)} ${sentence(t('in the file {name}', holes('name')), { name: html`<bdi>${pieces(file)}</bdi>` })}`
      : sentence(by, { who: name }),
    timeTag(at, screen),
    isAnswered && badge(t('answered'), 'good'),
  ].filter(Boolean)
}

/** A name that narrows the search to what this person wrote. */
function onlyBy(author: { id: string; name: string }, view: SearchView, screen: Screen): Html {
  const { t } = screen
  if (view.author) return html`<bdi>${author.name}</bdi>`
  const label = t('Only by {name}', { name: author.name })
  return html`<a href="${addressAsked(view, screen, { author: shortId(author.id) })}" title="${label}" aria-label="${label}">${author.name}</a>`
}

function pieces(passage: readonly PassagePiece[]): Piece {
  return passage.map(({ text, isMatch }) => (isMatch ? html`<mark>${text}</mark>` : text))
}
