/**
 * A list of the site that is searched, narrowed by one choice and sorted: its form, its table, and the way to more of it.
 */
import { askedAddress, filterSelect } from '#server/platform/html/filter.ts'
import { type Html, html, type Piece } from '#server/platform/html/html.ts'
import { emptyState, pager } from '#server/platform/html/parts.ts'
import { type Column, table } from '#server/platform/html/table.ts'
import type { Screen } from '#server/platform/screen.ts'

type Option = readonly [value: string, label: string]

export interface SearchedList {
  /** Its address. */
  readonly root: string
  /** What the table holds, for screen readers. */
  readonly label: string
  /** The field for words (`q`). */
  readonly search: { readonly label: string; readonly placeholder: string }
  /** The choice that narrows it (`show`). */
  readonly show: { readonly label: string; readonly options: readonly Option[] }
  /** Its orders (`sort`); the first one is meant where none is chosen. On a phone, where the table has no heads, they are only in the form. */
  readonly orders: readonly Option[]
  /** A column with an order sorts by it. */
  readonly columns: readonly (Column & { readonly order?: string })[]
  readonly rows: readonly (readonly Piece[])[]
  /** What stands there instead of no rows. */
  readonly nothing: { readonly title: string; readonly says?: Piece; readonly act?: Piece }
  /** Where the next page begins, or null on the last one. */
  readonly next: string | null
}

/** The form, the rows, and the pager. */
export function searchedList(screen: Screen, list: SearchedList): Html {
  const { query } = screen
  const address = (more: { after?: string; sort?: string }) =>
    askedAddress(screen, list.root, { questions: ['q', 'show', 'sort'], ...more })
  const columns = list.columns.map(({ order, ...column }) =>
    order ? { ...column, href: address({ sort: order }), isSorted: order === orderOf(screen, list) } : column,
  )
  return html`${form(screen, list)}
<div data-found>${list.rows.length > 0 ? table({ label: list.label, columns }, list.rows) : emptyState(list.nothing)}
${pager(screen, { next: list.next ? address({ after: list.next }) : null, first: query.after ? address({}) : null })}</div>`
}

/** Is the list narrowed by words or by the choice? */
export function isNarrowed({ query }: Screen): boolean {
  return Boolean(query.q || query.show)
}

function orderOf({ query }: Screen, { orders }: SearchedList): string | undefined {
  return query.sort || orders[0]?.[0]
}

function form(screen: Screen, list: SearchedList): Html {
  const { t, query } = screen
  return html`<form class="people-filter" data-take="typed" method="get" action="${list.root}" role="search" autocomplete="off">
<input type="search" dir="auto" name="q" value="${query.q ?? ''}" maxlength="100" aria-label="${list.search.label}" placeholder="${list.search.placeholder}">
${filterSelect({
  name: 'show',
  label: list.show.label,
  options: list.show.options.map(option),
  chosen: query.show ?? '',
})}${filterSelect({
  name: 'sort',
  label: t('Order'),
  options: list.orders.map(option),
  chosen: orderOf(screen, list),
})}<button class="plain">${t('Search')}</button>
</form>`
}

function option([value, label]: Option) {
  return { value, label }
}
