/**
 * One line of a pasted text: the addresses in it, and the name beside each. Pure.
 */
import { isDegree, isWholeName, looksLikeName, nameFromText, nameIn } from '#server/communities/members/paste-name.ts'

/** A person in a line, or a piece of the line with an @ that is not an address. */
export type Piece = { readonly address: string; readonly name: string | null } | { readonly unread: string }

/** A cell of a line: the text between commas, semicolons, tabs and bars that are not inside quotes. */
interface Cell {
  readonly text: string
  readonly before: string
  /** Its text as a name. */
  readonly name: string | null
  /** All of it stood in quotes, as programs write the cells of a table. */
  readonly isQuoted: boolean
}

/** Two ways round: `name <address>` and `name, address`; and where a line begins with its address, `address, name`. */
export function readLine(written: string): Piece[] {
  const { line, quotes } = asideQuotes(namesBeforeColons(written))
  const parsed = cellsOf(line, quotes).map((cell) => ({ cell, found: piecesOf(cell.text, quotes) }))
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

const labelled = /([^:@<>,;|\t"]{1,80}):[ ]+(<?[^\s<>,;|@]+@[^\s<>,;|@]+>?)/g

/** "Ann Lee: ann@…" without its colon, where each address of the line has a name of its own; "Team:" is not one. */
function namesBeforeColons(line: string): string {
  const found = [...line.matchAll(labelled)]
  const isOfAll = found.length > 0 && found.length === line.split('@').length - 1
  if (!isOfAll || !found.every(([, words = '']) => isWholeName(words))) return line
  return line.replace(labelled, '$1 $2')
}

/** Does the line begin with a bare address, and end with words? */
function isAddressFirst(parsed: readonly { cell: Cell; found: readonly Piece[] }[]): boolean {
  const [first, last] = [parsed[0]?.found, parsed.at(-1)?.found]
  const isBare = first?.length === 1 && first.every((one) => 'address' in one && one.name === null)
  return isBare && last?.length === 0
}

/** Words of cells before an address. A name of its own keeps it; one word, or one with a comma behind, is the last name. */
function joined(words: readonly Cell[], piece: Piece): Piece[] {
  if ('unread' in piece) return [...unreadOf(words), piece]
  if (piece.name === null) return [{ ...piece, name: nameOfCells(words) }]
  const last = words.at(-1)?.text ?? ''
  if (isDegree(piece.name)) {
    const own = words.slice(/\s/.test(last) ? -1 : -2)
    return [...unreadOf(words.slice(0, -own.length)), { ...piece, name: `${nameOfCells(own)}, ${piece.name}` }]
  }
  const isLastName = !words.at(-1)?.before.includes('\t') && (!/\s/.test(last) || /^\p{Ll}/u.test(last))
  const rest = isLastName ? words.slice(0, -1) : words
  return [
    ...unreadOf(rest),
    isLastName ? { ...piece, name: nameFromText(`${piece.name} ${last}`) ?? piece.name } : piece,
  ]
}

function unreadOf(words: readonly Cell[]): Piece[] {
  return words.filter(({ name }) => name).map(({ name }) => ({ unread: name as string }))
}

/** The name in the columns of a table: the first that has several words, or the first two that have one. */
function nameOfCells(cells: readonly Cell[]): string | null {
  const names = cells.map(({ name }) => name).filter((name) => name !== null)
  const [first = null, second] = names
  if (!first || first.includes(' ') || !second || second.includes(' ')) return first
  const isTurned = cells.length === 2 && cells.some(({ before, isQuoted }) => before === ',' && !isQuoted)
  return isTurned ? `${second} ${first}` : `${first} ${second}`
}

/** What the cells of a table's row say as names, one for each place. */
export function namesInRow(written: string, sign: string): (string | null)[] {
  const { line, quotes } = asideQuotes(written)
  return line.split(sign).map((cell) => nameIn(cell, quotes))
}

function cellsOf(line: string, quotes: readonly string[]): Cell[] {
  return [...line.matchAll(/([,;\t|]*)([^,;\t|]+)/g)]
    .map(([, before = '', text = '']) => ({
      before,
      text: text.trim(),
      name: nameIn(text, quotes),
      isQuoted: /^\ue003\d+\ue003$/.test(text.trim()),
    }))
    .filter(({ text }) => text !== '')
}

/**
 * Puts quoted names aside, because signs in them belong to the name. A number between two U+E003 replaces each.
 * A quote that does not end is a sign like any other; one round an address says nothing, as tables write all their cells so.
 */
function asideQuotes(text: string): { line: string; quotes: readonly string[] } {
  const written = text
    .replace(/"(\s*(?:mailto:)?[^\s"@]{1,64}@[^\s"@]{1,255}\s*)"(?!@)/gi, ' $1 ')
    .replace(/(^|[,;\t])\s{0,20}'([^<>@"\n]{1,200})'\s{0,20}(?=<)/g, '$1"$2"')
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

const addressLike =
  /<\s*(?:mailto:)?([^<>]*?)\s*>|\b([a-z][a-z0-9+.-]{1,19}:\/\/[^\s<>]*)|(?:mailto:)?([^\s<>(),;:"[\]\\|/]*@[^\s<>(),;:"[\]\\|/]*)/gi

/**
 * The addresses of one cell, each with the words before it, or those in round brackets behind it; where the cell begins with an
 * address and ends with a name, with the words behind it.
 */
function piecesOf(text: string, quotes: readonly string[]): Piece[] {
  const found = text.includes('@') ? [...text.matchAll(addressLike)].filter(([whole]) => whole.includes('@')) : []
  const ends = found.map((match) => match.index + match[0].length)
  const starts = [...found.map((match) => match.index), text.length]
  const between = starts.map((start, i) => text.slice(ends[i - 1] ?? 0, start))
  const isBackward = !/[\p{L}\p{N}\ue003]/u.test(between[0] ?? '') && isNameBehind(between.at(-1) ?? '', quotes)
  return found.flatMap((match, i): Piece[] => {
    // A web address with an @ in it is never a mail address.
    if (match[2] !== undefined) return [{ unread: match[2] }]
    const address = bare(match[1] ?? match[3] ?? '')
    if (isBackward) return [{ address, name: nameIn(behindSign(between[i + 1] ?? ''), quotes) }]
    const [, behind] =
      match[1] === undefined ? (/^\s*\(([^()@]+)\)/.exec(between[i + 1]?.slice(0, 200) ?? '') ?? []) : []
    const before = (between[i] ?? '').replace(/^\s*\([^()]*\)/, '')
    const [others, last] = severalNames(i > 0 ? before.replace(joiner, '') : before)
    return [...others, { address, name: nameIn(last, quotes) ?? (behind ? nameFromText(behind) : null) }]
  })
}

/** Words that are alone between two addresses and join them. */
const joiner = /^\s*(?:et|y|e|og|och|en|ou|or|oder|plus)\s*$/i

/** "Ann Lee and Bo Ray <…>": only the last has the address; people who share one ("Ann & Bo") are one name. */
function severalNames(words: string): [Piece[], string] {
  const names = words.split(/\s(?:and|und|&)\s/i)
  if (names.length < 2 || !names.every((name) => name.trim().includes(' ') && looksLikeName(name))) return [[], words]
  return [names.slice(0, -1).map((name) => ({ unread: name.trim() })), names.at(-1) as string]
}

function isNameBehind(words: string, quotes: readonly string[]): boolean {
  const text = behindSign(words)
  if (/^\s*\(/.test(text)) return false
  return /^\s*\ue003\d+\ue003\s*$/.test(text) ? nameIn(text, quotes) !== null : looksLikeName(text)
}

/** Words behind an address without the sign that parts them from it. */
function behindSign(words: string): string {
  return words.replace(/^[\s:=–—-]+/, '')
}

/** An address without the punctuation around it, and without the query of a mailto link. */
function bare(piece: string): string {
  const asks = piece.indexOf('?', piece.lastIndexOf('@'))
  const address = asks < 0 ? piece : piece.slice(0, asks)
  return address.replace(/^['`´‘’.]+/, '').replace(/['`´‘’.!]+$/, '')
}
