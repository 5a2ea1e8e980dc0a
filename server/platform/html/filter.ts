/** The form above a list that narrows it, and the address of the list as it is narrowed. */
import { attr, type Html, html } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'
import type { Screen } from '#server/platform/screen.ts'

interface Option {
  readonly value: string
  readonly label: string
}

interface OptionGroup {
  readonly group: string
  readonly options: readonly Option[]
}

export interface FilterSelect {
  /** Its name in the address. */
  readonly name: string
  /** What it narrows by, for screen readers. */
  readonly label: string
  readonly options: readonly (Option | OptionGroup)[]
  readonly chosen: string | undefined
}

/** One choice of such a form, in the line of its other fields. */
export function filterSelect({ name, label, options, chosen }: FilterSelect): Html {
  const one = (option: Option) =>
    html`<option value="${option.value}" ${attr('selected', option.value === chosen)}>${option.label}</option>`
  return html`<span class="select"><select name="${name}" aria-label="${label}">${options.map((each) =>
    'group' in each ? html`<optgroup label="${each.group}">${each.options.map(one)}</optgroup>` : one(each),
  )}</select>${icon('chevron', 18)}</span>`
}

/** The address of a list as it is asked now: with what the page's address says of these questions, and more. */
export function askedAddress(
  { query }: Pick<Screen, 'query'>,
  root: string,
  {
    questions,
    ...more
  }: { readonly questions: readonly string[]; readonly after?: string | null; readonly sort?: string },
): string {
  const asked = new URLSearchParams()
  for (const name of questions) if (query[name]) asked.set(name, query[name])
  for (const [name, value] of Object.entries(more)) if (value) asked.set(name, value)
  return asked.size > 0 ? `${root}?${asked}` : root
}
