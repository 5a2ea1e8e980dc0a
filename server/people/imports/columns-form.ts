/** The form that says what each column holds, with the first lines beside it. */
import { fieldText } from '#server/people/imports/import-words.ts'
import type { ImportPage } from '#server/people/imports/views.ts'
import { select } from '#server/platform/html/field.ts'
import { form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { notice } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** One list for each column. What is chosen is remembered for the next file of the same person. */
export function columnsForm(view: ImportPage, screen: Screen): Html {
  const { t, returned } = screen
  const action = `${view.address}/columns`
  const problem = returned?.action === action ? returned.problems.columns : undefined
  const options = ['', ...view.fields.map(({ name }) => name)].map((field) => ({
    value: field,
    label: fieldText(field, view.fields, t),
  }))
  return html`${problem ? notice(problem, 'bad') : null}${
    view.doubled.length > 0
      ? notice(
          t('Several columns could hold this, so none was taken: {fields}.', {
            fields: view.doubled.map((field) => fieldText(field, view.fields, t)).join(', '),
          }),
          'warn',
        )
      : null
  }${form(screen, { action, submit: t('Check again') }, [
    ...view.header.map((name, i) =>
      select({
        name: `columns-${i}`,
        label: name || t('Column {n, number}', { n: i + 1 }),
        hint:
          view.examples
            .map((cells) => cells[i] ?? '')
            .filter(Boolean)
            .join(' · ')
            .slice(0, 120) || undefined,
        value: view.columns[i] ?? '',
        emptyIsAChoice: true,
        required: true,
        options,
      }),
    ),
  ])}`
}
