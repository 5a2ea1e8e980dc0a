/**
 * A table pasted with its header row: which column is what. Pure.
 */
import { namesInRow, type Piece } from '#server/communities/members/paste-line.ts'

/** The line of the header, the separator of its cells, and the columns of names: the whole name, or first and last name. */
export interface Columns {
  readonly header: number
  readonly sign: string
  readonly names: readonly number[]
}

const titles = {
  mail: /^"?(?:(?:e-?|work |business )?mail(?:[ -]?(?:address|adresse))?(?: 1)?(?: - value)?|address|adresse|courriel|correo)"?$/i,
  whole: /^"?(?:(?:full |display )?name|member|person|mitglied|nom|nombre)"?$/i,
  first: /^"?(?:first ?name|given ?name|forename|vorname|prénom)"?$/i,
  last: /^"?(?:last ?name|sur ?name|family ?name|nachname|familienname|nom de famille|apellidos?)"?$/i,
}

/** The columns of a text whose first line names them; null where the text is not such a table. */
export function columnsOf(lines: readonly string[]): Columns | null {
  const header = lines.findIndex((line) => line.trim() !== '')
  const line = lines[header] ?? ''
  const sign = ['\t', ';', ',', '|'].find((one) => line.includes(one))
  if (!sign || line.includes('@')) return null
  const cells = line.split(sign).map((cell) => cell.trim())
  if (!cells.some((cell) => titles.mail.test(cell))) return null
  const at = (title: RegExp) => cells.findIndex((cell) => title.test(cell))
  const names = [at(titles.whole)].filter((i) => i >= 0)
  const parts = [at(titles.first), at(titles.last)].filter((i) => i >= 0)
  return { header, sign, names: names.length > 0 ? names : parts }
}

/** The pieces of a row, with the name its columns say. */
export function nameInColumns(pieces: readonly Piece[], line: string, { sign, names }: Columns): readonly Piece[] {
  const [only] = pieces
  if (pieces.length !== 1 || !only || 'unread' in only || names.length === 0) return pieces
  const cells = namesInRow(line, sign)
  const name = names.flatMap((i) => cells[i] ?? []).join(' ')
  return [{ ...only, name: name || only.name }]
}
