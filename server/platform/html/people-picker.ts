/**
 * People to choose by name: a search that suggests them as one types, and those found or chosen, to tick. Without script the search
 * answers with a page that lists whom it found.
 */
import { choices } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { leadingStyles } from '#server/platform/html/leading-styles.ts'
import { isAddress } from '#server/platform/mail-address.ts'
import type { Screen } from '#server/platform/screen.ts'

export interface PeoplePicker {
  /** Its page: it finds people by `q`, and as JSON has them as `items`, each with `personId`, `name` and `title`. */
  readonly root: string
  /** Where the ids of those ticked go, as `persons`. */
  readonly action: string
  readonly label: string
  readonly placeholder: string
  /** Those to tick at first: whom the search found. */
  readonly found: readonly { readonly personId: string; readonly name: string; readonly title: string }[]
  /** The list of those to tick. */
  readonly listed: string
  readonly submit: string
  /** Under the list, or in its place. */
  readonly says?: Piece
}

/** @param picker where a whole mail address is typed, the page at `root` is asked for it */
export function peoplePicker(picker: PeoplePicker, screen: Screen): Html {
  const { t, query, returned } = screen
  const { root, action, found } = picker
  const q = query.q ?? ''
  const isEmpty = found.length === 0 && returned?.action !== action
  return html`${leadingStyles()}<div class="flow" data-take="people">
<form class="people-filter" method="get" action="${root}" role="search" autocomplete="off"><span class="picker"><input type="search" dir="auto" name="q" value="${isAddress(q) ? '' : q}" maxlength="320" spellcheck="false" aria-label="${picker.label}" placeholder="${picker.placeholder}"></span><button class="plain">${t('Search')}</button></form>
<p class="hint" role="status" data-some="${t('Enter takes the first one, the arrow keys another.')}" data-none="${t('Nobody found. A whole mail address works too.')}" data-chosen="${t('{name} is ticked.', { name: '%' })}" data-address="${t('Add {address}', { address: '%' })}"></p>
<div data-picked ${attr('hidden', isEmpty)}>${form(screen, { action, submit: picker.submit }, [
    choices({
      name: 'persons',
      shape: 'cards',
      label: picker.listed,
      required: true,
      choices: found.map(({ personId, name, title }) => ({ value: personId, label: name, hint: title })),
    }),
  ])}</div>
${picker.says}</div>`
}
