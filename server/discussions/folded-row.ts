/** A discussion that somebody began whom the reader blocked, in lists. */
import { type Html, html } from '#server/platform/html/html.ts'
import { listRow, listRows, type Row } from '#server/platform/html/list.ts'
import { fold } from '#server/platform/html/parts.ts'
import type { Screen } from '#server/platform/screen.ts'

/** A row of a discussion, which is folded where the reader blocked who opened it. */
export function foldedRow(row: Row, { isBlocked }: { readonly isBlocked: boolean }, { t }: Screen): Html {
  if (!isBlocked) return listRow(row)
  return html`<li>${fold(t('A discussion by somebody you blocked · Show'), listRows([row]))}</li>`
}
