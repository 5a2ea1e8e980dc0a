/**
 * Reads people out of any pasted text: `Name <mail>`, lists with all kinds of signs between, lines of a mail's head, columns of a
 * table either way round, a name above its address. An unreadable piece with an @ or alone is reported with its line. Pure.
 */
import { type Piece, readLine } from '#server/communities/members/paste-line.ts'
import { looksLikeName, nameFromText } from '#server/communities/members/paste-name.ts'
import { columnsOf, nameInColumns } from '#server/communities/members/paste-table.ts'
import { isAddress, isNewAddress, plainAddress } from '#server/platform/mail-address.ts'
import { apostrophes } from '#server/platform/words.ts'

/** Something to look at twice: another apostrophe or a wide @ made plain; letters of another alphabet that look like Latin ones. */
export const remarks = ['apostrophe', 'wide', 'lookalike'] as const
export type Remark = (typeof remarks)[number]

/** A person found in the text. */
export interface Found {
  /** In the form addresses are kept in. */
  readonly email: string
  /** As written, or null where there is only the address. */
  readonly name: string | null
  /** From 1. */
  readonly line: number
  readonly remark: Remark | null
}

/** A piece that was left out: no address; or one with letters before the @ that mail servers do not take. */
export interface Unreadable {
  readonly line: number
  readonly text: string
  readonly why: 'no_address' | 'letters'
}

export interface Pasted {
  /** Each address once, as first written. */
  readonly people: readonly Found[]
  readonly unreadable: readonly Unreadable[]
}

/** How many may be added at once. */
export const mostAtOnce = 500
/** The longest text that is read, in characters: 500 long names with long addresses. */
export const longestPaste = 100_000

/** Reads a whole text. */
export function readPaste(text: string): Pasted {
  const people = new Map<string, Found>()
  const unreadable: Unreadable[] = []
  const lines = seen(text).split(/\r\n|[\r\n\u2028\u2029]/)
  const columns = columnsOf(lines)
  let above: { line: number; text: string } | null = null

  function note(piece: Piece, line: number, nameAbove: string | null): void {
    if ('unread' in piece) {
      leaveOut(piece.unread, line, 'no_address')
      return
    }
    const { address, remark } = straightened(piece.address)
    if (isOfQuery(address) || !isNewAddress(address)) {
      leaveOut(piece.address, line, isAddress(address) && !isOfQuery(address) ? 'letters' : 'no_address')
      return
    }
    const email = plainAddress(address)
    const name = piece.name ?? nameAbove
    const known = people.get(email)
    if (!known) people.set(email, { email, name, line, remark })
    else if (!known.name && name) people.set(email, { ...known, name })
  }
  function leaveOut(words: string, line: number, why: Unreadable['why']): void {
    unreadable.push({ line, text: words.replaceAll(wideSign, '').slice(0, 120), why })
  }

  const rows = [...lines.entries()]
  for (const [i, line] of hasNamesBelow(lines) ? rows.reverse() : rows) {
    const number = i + 1
    if (line.trim() === '' || i === columns?.header) continue
    const pieces = columns ? nameInColumns(readLine(line), line, columns) : readLine(line)
    const isLone = pieces.length === 1 && pieces.every((one) => 'address' in one && one.name === null)
    const nameAbove = isLone && above && Math.abs(above.line - number) === 1 ? nameFromText(above.text) : null
    if (above && !nameAbove) leaveOut(above.text, above.line, 'no_address')
    above = null
    for (const piece of pieces) note(piece, number, nameAbove)
    if (pieces.length > 0) continue
    if (looksLikeName(line)) above = { line: number, text: line.trim() }
    else if (/[\p{L}\p{N}@]/u.test(line)) leaveOut(line.trim(), number, 'no_address')
  }
  if (above) leaveOut(above.text, above.line, 'no_address')
  const inOrder = (a: { line: number }, b: { line: number }) => a.line - b.line
  return { people: [...people.values()].sort(inOrder), unreadable: unreadable.sort(inOrder) }
}

/** Does the text begin with an address alone and end with a name alone? Then it is read from its end. */
function hasNamesBelow(lines: readonly string[]): boolean {
  const written = lines.filter((line) => line.trim() !== '')
  const [first, last] = [written[0] ?? '', written.at(-1) ?? '']
  const [only, ...more] = readLine(first)
  const isLone = only !== undefined && 'address' in only && only.name === null && more.length === 0
  return isLone && !last.includes('@') && looksLikeName(last)
}

const apostrophe = new RegExp(`[${apostrophes}＇]`, 'g')

/** `?m=ann@example.org`, `to=ann@example.org`: mail servers would take it, and it is a piece of a web address or of a setting. */
function isOfQuery(address: string): boolean {
  return /[?=&]/.test(address)
}

/** A mark placed after an @ that was a wide one. */
const wideSign = '\ue002'

/** The text as a person sees it: no invisible characters, one kind of space. Joiners inside words and emoji stay. */
function seen(text: string): string {
  return withoutTags(text)
    .normalize('NFC')
    .replace(
      /(?<=\p{L}|\p{M}|\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}])(?:\u200c|\u200d)(?=\p{L}|\p{Extended_Pictographic})/gu,
      (joiner) => (joiner === '\u200d' ? '\ue000' : '\ue001'),
    )
    .replace(/(?!\ufe0f)[\p{Default_Ignorable_Code_Point}\ufeff]/gu, '')
    .replaceAll('\ue000', '\u200d')
    .replaceAll('\ue001', '\u200c')
    .replace(/[^\S\t\r\n\u2028\u2029]/g, ' ')
    .replace(/[＠﹫]/g, `@${wideSign}`)
    .replace(/[，、；：＜＞（）｜]/g, (sign) => (sign === '、' ? ',' : sign.normalize('NFKC')))
}

/** The source of a page or a mail as a text: a link to an address is that address, and what the tags part stays parted. */
function withoutTags(text: string): string {
  return text
    .replace(/<a\s[^<>]{0,500}?\bmailto:([^<>"'?\s]{1,320})(?=["'?\s])[^<>]{0,500}>/gi, ' <$1> ')
    .replace(/<\/?(?:br|p|div|li|ul|ol|dl|dt|dd|table|thead|tbody|tr|th|td|h[1-6]|hr)(?:\s[^<>@]{0,500})?\/?>/gi, '; ')
    .replace(/<\/?(?:a|b|i|u|em|strong|small|span|font|code)(?:\s[^<>@]{0,500})?>/gi, ' ')
}

/** An address with its look-alike letters replaced, and a note on what was replaced. */
function straightened(written: string): { address: string; remark: Remark | null } {
  const address = written.replace(/\u200c|\u200d|\ufe0f|\ue002/g, '').replace(apostrophe, "'")
  const domain = address.slice(address.lastIndexOf('@') + 1)
  if (isMixed(domain)) return { address, remark: 'lookalike' }
  if (written.includes(wideSign)) return { address, remark: 'wide' }
  return { address, remark: address.includes("'") && !written.includes("'") ? 'apostrophe' : null }
}

/** Are there Cyrillic or Greek letters beside Latin ones? A browser would not tell them apart, and neither do people. */
function isMixed(domain: string): boolean {
  return /[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(domain) && /\p{Script=Latin}/u.test(domain)
}
