/** Tables. On a phone each row becomes a block, whose cells say the name of their column. */
import { attr, type Html, html, type Piece } from '#server/platform/html/html.ts'
import { icon } from '#server/platform/html/icon.ts'

export interface Column {
  readonly label: string
  /** Its cells are numbers. */
  readonly isAmount?: true
  /** Its cells are buttons, which say themselves what they do: its label is for screen readers. */
  readonly isOfActs?: true
  /** The address of the table sorted by it. */
  readonly href?: string
  /** Is the table sorted by it now? */
  readonly isSorted?: boolean
}

export interface TableOptions {
  /** What the table holds, for screen readers. */
  readonly label: string
  readonly columns: readonly Column[]
}

/** A table. A row has a piece for each column; the first names the row. */
export function table({ label, columns }: TableOptions, rows: readonly (readonly Piece[])[]): Html {
  const look = (column: Column | undefined) => attr('class', column?.isAmount ? 'amount' : null)
  return html`<div class="table blocks" tabindex="0" role="region" aria-label="${label}"><table><thead><tr>${columns.map(
    (one) =>
      html`<th scope="col" ${look(one)} ${attr('aria-sort', one.isSorted ? 'other' : null)}>${
        one.isOfActs
          ? html`<span class="unseen">${one.label}</span>`
          : one.href
            ? html`<a href="${one.href}">${one.label}${one.isSorted ? icon('chevron', 14) : null}</a>`
            : one.label
      }</th>`,
  )}</tr></thead><tbody>${rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, i) =>
        i === 0
          ? html`<th scope="row">${cell}</th>`
          : html`<td ${look(columns[i])} ${attr('data-column', (!columns[i]?.isOfActs && columns[i]?.label) || null)}>${cell}</td>`,
      )}</tr>`,
  )}</tbody></table></div>`
}
