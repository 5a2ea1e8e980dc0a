/** What narrows a search: where it looks, kinds, who wrote it, when. All of it is in the address. */
import { filterSelect } from '#server/platform/html/filter.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import { menu } from '#server/platform/html/menu.ts'
import { chips, fold } from '#server/platform/html/parts.ts'
import { holes, sentence } from '#server/platform/html/sentence.ts'
import { timeTag } from '#server/platform/html/time.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'
import { type SearchInput, type SearchView, searchAddress } from '#server/search/search.ts'

type Asked = Partial<Record<keyof SearchInput, string>>
const names = ['kind', 'author', 'from', 'until', 'entry'] as const
const dayPattern = /^\d{4}-\d\d-\d\d$/

/** What of the page's address narrows the search, as far as it can be read. */
export function narrowingsOf({ query }: Screen): Asked {
  const asked: Asked = {}
  for (const name of names) {
    const value = query[name]
    if (value && (dayPattern.test(value) || !['from', 'until'].includes(name))) asked[name] = value
  }
  return asked
}

/** The address of the same search, its first page, with something else. */
export function addressAsked(view: SearchView, screen: Screen, change: Asked = {}): string {
  return searchAddress(view.community?.slug ?? null, { q: view.q, ...narrowingsOf(screen), ...change })
}

/** Where it looks, with the ways to elsewhere: one community, all of them, inside one entry. */
export function whereLooked(view: SearchView, screen: Screen): Html {
  const { t, actor } = screen
  const { community, q } = view
  const { entry: _, ...narrowed } = narrowingsOf(screen)
  const asked = { q, ...narrowed }
  const memberships = actor.kind === 'person' ? actor.memberships : []
  const places = memberships
    .filter(({ slug }) => slug !== community?.slug)
    .toSorted((one, other) => one.name.localeCompare(other.name, t.locale))
  const items = [
    ...(community ? [html`<a class="item" href="${searchAddress(null, asked)}">${t('All my communities')}</a>`] : []),
    ...places.map(
      ({ slug, name, hue }) =>
        html`<a class="item dotted" style="--hue: ${hue}" href="${searchAddress(slug, asked)}">${name}</a>`,
    ),
  ]
  const place = community?.name ?? t('All my communities')
  return html`<div class="where-looked">${
    items.length > 0
      ? menu({
          label: html`<span>${sentence(t('In {place}', holes('place')), { place: html`<b>${place}</b>` })}</span>`,
          items,
        })
      : html`<p>${sentence(t('In {place}', holes('place')), { place: html`<b>${place}</b>` })}</p>`
  }</div>`
}

/** The kinds that were found, with their numbers, each a choice. */
export function kindsRow(view: SearchView, screen: Screen): Html | null {
  const { t, declared } = screen
  const chosen = screen.query.kind || null
  const word = (kind: string) => (kind === 'person' ? t('People') : declared.kinds.get(kind)?.plural(t))
  const kinds =
    view.kinds.some(({ kind }) => kind === chosen) || !chosen ? view.kinds : [...view.kinds, { kind: chosen, count: 0 }]
  const shown = kinds.flatMap(({ kind, count }) => {
    const label = word(kind)
    return label ? [{ href: addressAsked(view, screen, { kind }), label, count, current: kind === chosen }] : []
  })
  if (shown.length < 2 && !chosen) return null
  return chips(screen, t('Kinds'), [
    { href: addressAsked(view, screen, { kind: '' }), label: t('All'), current: chosen === null },
    ...shown,
  ])
}

/** What else was chosen, each with the way out. */
export function narrowings(view: SearchView, screen: Screen): Html | null {
  const { t } = screen
  const { author, from, until, entry } = narrowingsOf(screen)
  const day = (text: string) => timeTag(new Date(`${text}T12:00Z`), screen, 'day')
  const says = view.within
    ? sentence(t('Inside “{title}”', holes('title')), { title: html`<bdi>${view.within.title}</bdi>` })
    : t('Inside something that is not here')
  const chosen = [
    entry && out({ entry: '' }, says),
    author && out({ author: '' }, t('Only by {name}', { name: view.author?.name ?? t('a former member') })),
    from && out({ from: '' }, sentence(t('From {day} on', holes('day')), { day: day(from) })),
    until && out({ until: '' }, sentence(t('Up to {day}', holes('day')), { day: day(until) })),
  ].filter(Boolean)
  function out(change: Asked, words: Piece): Html {
    return html`<li><a href="${addressAsked(view, screen, change)}"><span>${words}</span>${icon('close', 16)}<span class="unseen">${t('Remove this choice')}</span></a></li>`
  }
  if (chosen.length === 0) return null
  return html`<nav class="chips narrowed" aria-label="${t('Narrowed to')}"><ul>${chosen}</ul>${
    view.within?.address ? html`<a class="quiet" href="${view.within.address}">${t('Open it')}</a>` : null
  }</nav>`
}

/** Who wrote it, and when: behind a fold. */
export function moreFilters(view: SearchView, screen: Screen): Html {
  const { t, actor } = screen
  const { kind, entry, author, from, until } = narrowingsOf(screen)
  const kept = { q: view.q, kind, entry }
  const authors = new Map(
    [...view.items.map((item) => item.author), view.author].flatMap((one) =>
      one ? [[shortId(one.id), one.name] as const] : [],
    ),
  )
  const today = dayIn(actor.zone, actor.now)
  const since = (words: string, date: string) => ({
    href: addressAsked(view, screen, { from: date, until: '' }),
    label: words,
    current: from === date && !until,
  })
  const date = (name: string, label: string, value: string | undefined) =>
    html`<label class="day">${label} <input type="date" name="${name}" value="${value}" max="${today}"></label>`
  const inside = html`${chips(screen, t('When'), [
    { href: addressAsked(view, screen, { from: '', until: '' }), label: t('Any time'), current: !from && !until },
    since(t('Last week'), dayIn(actor.zone, actor.now, { days: 7 })),
    since(t('Last month'), dayIn(actor.zone, actor.now, { months: 1 })),
    since(t('Last year'), dayIn(actor.zone, actor.now, { months: 12 })),
  ])}<form class="people-filter" action="${searchAddress(view.community?.slug ?? null, {})}">${Object.entries(kept).map(
    ([name, value]) => value && html`<input type="hidden" name="${name}" value="${value}">`,
  )}${date('from', t('From'), from)}${date('until', t('Until'), until)}${
    authors.size > 0
      ? filterSelect({
          name: 'author',
          label: t('Written by'),
          options: [
            { value: '', label: t('By anybody') },
            ...[...authors]
              .map(([value, label]) => ({ value, label }))
              .toSorted((one, other) => one.label.localeCompare(other.label, t.locale)),
          ],
          chosen: view.author ? shortId(view.author.id) : undefined,
        })
      : null
  }<button class="plain">${t('Narrow')}</button></form>`
  return fold(t('More: when, by whom'), inside, { isOpen: Boolean(author || from || until) })
}

/** A day some time before a moment, in a zone, as addresses have it. */
function dayIn(zone: string, at: Date, before: { readonly days?: number; readonly months?: number } = {}): string {
  const day = new Date(`${new Intl.DateTimeFormat('sv', { timeZone: zone }).format(at)}T00:00Z`)
  day.setUTCDate(day.getUTCDate() - (before.days ?? 0))
  day.setUTCMonth(day.getUTCMonth() - (before.months ?? 0))
  return day.toISOString().slice(0, 10)
}
