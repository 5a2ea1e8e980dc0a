/**
 * One line of a pasted text: the addresses in it, and what stands beside each as its name. Pure.
 */
import { nameOf, quotedName } from '#server/communities/members/paste-name.ts'

/** Somebody in a line, or a piece of it with an @ that is no address. */
export type Piece = { readonly address: string; readonly name: string | null } | { readonly unread: string }

/** A cell of a line: what stands between commas, semicolons, tabs and bars, but not within quotes. */
interface Cell {
  readonly text: string
  readonly before: string
}

/** Two ways round: `name <address>` and `name, address`; and where a line begins with its address, `address, name`. */
export function readLine(written: string): Piece[] {
  const { line, quotes } = asideQuotes(written)
  const parsed = cellsOf(line).map((cell) => ({ cell, found: piecesOf(cell.text, quotes) }))
  const withAddress = parsed.filter(({ found }) => found.length > 0)
  const isBackward = withAddress.length > 0 && isAddressFirst(parsed)
  const pieces: Piece[] = []
  let words: Cell[] = []
  const giveBack = () => {
    const last = pieces.at(-1)
    if (last && 'address' in last && !last.name && words.length > 0)
      pieces[pieces.length - 1] = { ...last, name: nameOfCells(words) }
    words = []
  }
  for (const { cell, found } of parsed) {
    if (found.length === 0) {
      words.push(cell)
      continue
    }
    if (isBackward) giveBack()
    const [first, ...others] = found as [Piece, ...Piece[]]
    if (words.length === 0 || isBackward) pieces.push(first)
    else pieces.push(...joined(words, first))
    pieces.push(...others)
    words = []
  }
  if (isBackward) giveBack()
  return pieces
}

/** Does the line begin with a bare address, and end with words? */
function isAddressFirst(parsed: readonly { cell: Cell; found: readonly Piece[] }[]): boolean {
  const [first, last] = [parsed[0]?.found, parsed.at(-1)?.found]
  const isBare = first?.length === 1 && first.every((one) => 'address' in one && one.name === null)
  return isBare && last?.length === 0
}

/** Words of cells before an address. A name of its own keeps it; one word, or one with a comma behind, is the last name. */
function joined(words: readonly Cell[], piece: Piece): Piece[] {
  if ('unread' in piece)
    return [...words.filter(({ text }) => nameOf(text)).map(({ text }) => ({ unread: text })), piece]
  if (piece.name === null) return [{ ...piece, name: nameOfCells(words) }]
  const last = words.at(-1)?.text ?? ''
  const isLastName = !words.at(-1)?.before.includes('\t') && (!/\s/.test(last) || /^\p{Ll}/u.test(last))
  const rest = isLastName ? words.slice(0, -1) : words
  return [
    ...rest.filter(({ text }) => nameOf(text)).map(({ text }) => ({ unread: text })),
    isLastName ? { ...piece, name: nameOf(`${piece.name} ${last}`) ?? piece.name } : piece,
  ]
}

/** The name in the columns of a table: the first that has several words, or the first two that have one. */
function nameOfCells(cells: readonly Cell[]): string | null {
  const names = cells.map(({ text }) => nameOf(text)).filter((name) => name !== null)
  const [first = null, second] = names
  if (!first || first.includes(' ') || !second || second.includes(' ')) return first
  return cells.some(({ before }) => before === ',') && cells.length === 2 ? `${second} ${first}` : `${first} ${second}`
}

function cellsOf(line: string): Cell[] {
  return [...line.matchAll(/([,;\t|]*)([^,;\t|]+)/g)]
    .map(([, before = '', text = '']) => ({ before, text: text.trim() }))
    .filter(({ text }) => text !== '')
}

/**
 * Puts quoted names aside: signs in them belong to the name. Where one stood, its number stands between two U+E003.
 * A quote that does not end is a sign like any other.
 */
function asideQuotes(written: string): { line: string; quotes: readonly string[] } {
  const quotes: string[] = []
  let line = ''
  let from = 0
  for (let at = written.indexOf('"'); at >= 0; at = written.indexOf('"', from)) {
    let end = at + 1
    while (end < written.length && written[end] !== '"') end += written[end] === '\\' ? 2 : 1
    if (end >= written.length) break
    line += `${written.slice(from, at)}\ue003${quotes.push(written.slice(at + 1, end)) - 1}\ue003`
    from = end + 1
  }
  return { line: line + written.slice(from), quotes }
}

const addressLike = /<\s*(?:mailto:)?([^<>]*?)\s*>|(?:mailto:)?([^\s<>(),;:"[\]\\|/]*@[^\s<>(),;:"[\]\\|/]*)/gi

/** The addresses of one cell, each with the words before it, or those in round brackets behind it. */
function piecesOf(text: string, quotes: readonly string[]): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const match of text.includes('@') ? text.matchAll(addressLike) : []) {
    const written = match[1] ?? match[2] ?? ''
    if (!written.includes('@')) continue
    const end = match.index + match[0].length
    const [, behind] = match[1] === undefined ? (/^\s*\(([^()@]+)\)/.exec(text.slice(end, end + 200)) ?? []) : []
    const before = text.slice(from, match.index).replace(/^\s*\([^()]*\)/, '')
    pieces.push({ address: bare(written), name: nameIn(before, quotes) ?? (behind ? nameOf(behind) : null) })
    from = end
  }
  return pieces
}

function nameIn(words: string, quotes: readonly string[]): string | null {
  const [, quoted] = /\ue003(\d+)\ue003/.exec(words) ?? []
  if (quoted !== undefined) return quotedName(quotes[Number(quoted)] ?? '')
  return nameOf(words.replace(/^\s*(?:and|und|&|\+)\s/i, ''))
}

/** An address without the signs that end a sentence or hold it. */
function bare(piece: string): string {
  return piece.replace(/^['‘’.]+/, '').replace(/['’.!?]+$/, '')
}
