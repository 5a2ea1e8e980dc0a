/**
 * One list in several orders: its addresses, and the choice of the order, which a table on a phone has no heads for.
 */
import { attr, type Html, html } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import type { Screen } from '#server/platform/screen.ts'

const questions = ['q', 'show', 'sort']

/** The address of the list as it is asked now, with other answers to some questions. It begins at the beginning unless `after` is given. */
export function listAddress({ query }: Screen, root: string, more: Readonly<Record<string, string>>): string {
  const asked = new URLSearchParams()
  for (const name of questions) if (query[name]) asked.set(name, query[name])
  for (const [name, value] of Object.entries(more)) asked.set(name, value)
  return asked.size > 0 ? `${root}?${asked}` : root
}

/** The choice of the order, in the form that narrows the list; the first one is meant where none is chosen. */
export function sortChoice({ t, query }: Screen, orders: readonly (readonly [key: string, label: string])[]): Html {
  const chosen = query.sort || orders[0]?.[0]
  return html`<span class="select"><select name="sort" aria-label="${t('Order')}">${orders.map(
    ([key, label]) => html`<option value="${key}" ${attr('selected', key === chosen)}>${label}</option>`,
  )}</select>${icon('chevron', 18)}</span>`
}
