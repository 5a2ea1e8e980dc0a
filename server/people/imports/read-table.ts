/**
 * A file of people becomes a header and lines: CSV with commas, semicolons or tabs, or the first sheet of an .xlsx.
 */
import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { decodedAs, type EncodingSample, recogniseText } from '#server/people/imports/encodings.ts'
import type { Why } from '#server/people/imports/line.ts'
import { readSheet } from '#server/people/imports/read-sheet.ts'

/** The most lines of a file, and the most bytes: about ten times what is usual. */
const mostLines = 100_000
export const largestFile = 20_000_000
/** The most characters of one line. A quotation mark that is never closed would swallow the rest of the file. */
const longestLine = 50_000
const mostColumns = 200

export interface Line {
  /** Where it begins in the file, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export type TableRead =
  | {
      readonly encoding: string | null
      readonly delimiter: string | null
      readonly header: readonly string[]
      readonly lines: readonly Line[]
    }
  | { readonly asks: readonly EncodingSample[] }
  | { readonly problem: Why }

const nothingBelow = { says: 'There is no line below the header, so there is nobody to bring in.' }
const noTable = {
  says: 'This is no text and no .xlsx, so nothing of it was read. Save the table as CSV (UTF-8) or as .xlsx, and send that.',
}
const oldExcel = {
  says: 'This is a file of an old Excel (.xls), so nothing of it was read. Save it as .xlsx or as CSV (UTF-8), and send that.',
}

/** Reads a file. @param encoding what somebody chose, where it was asked for */
export async function readTable(bytes: Uint8Array, encoding: string | null): Promise<TableRead> {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return fromSheet(bytes)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { problem: oldExcel }
  if (encoding) {
    const text = decodedAs(encoding, bytes)
    return text === null ? { problem: noTable } : fromText(text, encoding)
  }
  const found = recogniseText(bytes)
  if (found === 'no_text') return { problem: noTable }
  if ('asks' in found) return found
  if ('mixedAt' in found) {
    const says =
      'This file is written in two encodings: most of it is UTF-8, and line {line, number} is not, so nothing of it was read. Save it once more as UTF-8, and send that.'
    return { problem: { says, values: { line: found.mixedAt } } }
  }
  return fromText(found.text, found.encoding)
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, i) => bytes[i] === byte)
}

async function fromSheet(bytes: Uint8Array): Promise<TableRead> {
  const read = await readSheet(bytes)
  if (!Array.isArray(read)) return { problem: read }
  const [head, ...rest] = read.map((cells, i) => ({ line: i + 1, cells: cells.map(tidyCell) })).filter(hasContent)
  if (!head || rest.length === 0) return { problem: nothingBelow }
  return checked({ encoding: null, delimiter: null, header: head.cells, lines: rest })
}

async function fromText(whole: string, encoding: string): Promise<TableRead> {
  // Excel writes the delimiter above the header, where it was told to.
  const [named, told] = /^\ufeff?sep=([,;\t])\r?\n/i.exec(whole) ?? ['', null]
  const text = whole.slice(named.length)
  const delimiter = told ?? delimiterOf(text)
  const above = named ? 1 : 0
  const lines: Line[] = []
  const problem = await parseInto(lines, text, delimiter, above)
  if (problem) return { problem }
  const [head, ...rest] = lines.filter(hasContent)
  if (!head || rest.length === 0) return { problem: nothingBelow }
  return checked({ encoding, delimiter, header: head.cells, lines: rest })
}

function hasContent({ cells }: Line): boolean {
  return cells.some((cell) => cell !== '')
}

/** A header without its empty end, and lines without one. */
function checked(read: Extract<TableRead, { header: unknown }>): TableRead {
  const header = withoutEmptyEnd(read.header)
  if (header.length > mostColumns) {
    const says =
      'This file has more than {most, number} columns, so nothing of it was read. Leave out those it does not need.'
    return { problem: { says, values: { most: mostColumns } } }
  }
  if (read.lines.length > mostLines) {
    const says =
      'This file has {n, number} lines, and we read up to {most, number}, so nothing of it was read. Send it in parts.'
    return { problem: { says, values: { n: read.lines.length, most: mostLines } } }
  }
  return { ...read, header, lines: read.lines.map(({ line, cells }) => ({ line, cells: withoutEmptyEnd(cells) })) }
}

function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
}

/** What stands between the columns: of comma, semicolon and tab the one that is most often in the header, outside of quotes. */
function delimiterOf(text: string): string {
  const [head = ''] = /^(?:"(?:[^"]|"")*"|[^"\r\n])*/.exec(text.slice(0, longestLine)) ?? []
  const bare = head.replace(/"(?:[^"]|"")*"/g, '')
  const often = (one: string) => bare.split(one).length
  return [',', ';', '\t'].reduce((best, one) => (often(one) > often(best) ? one : best))
}

/** Parses in pieces, so that other requests of this process get their turn. */
async function parseInto(lines: Line[], text: string, delimiter: string, above: number): Promise<Why | null> {
  const parser = parse({
    delimiter,
    bom: true,
    info: true,
    raw: true,
    relax_column_count: true,
    relax_quotes: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: longestLine,
  })
  parser.on('data', ({ record, info, raw }: { record: string[]; info: { lines: number }; raw: string }) => {
    // The parser counts to the end of a record; one that has line breaks within quotes began earlier.
    const within = raw.replace(/(?:\r\n|\n|\r)$/, '').split(/\r\n|\n|\r/).length - 1
    lines.push({ line: above + info.lines - within, cells: record.map(tidyCell) })
  })
  try {
    const ended = once(parser, 'end')
    for (let from = 0; from < text.length && lines.length <= mostLines + 1; from += 65_536) {
      parser.write(text.slice(from, from + 65_536))
      await setImmediate()
    }
    parser.end()
    await ended
    return null
  } catch (problem) {
    if (problem instanceof CsvError) return brokenAt((lines.at(-1)?.line ?? above) + 1)
    throw problem
  }
}

function brokenAt(line: number): Why {
  const says =
    'In line {line, number}, or soon after, a quotation mark opens that is never closed, so nothing of this file was read. Put the missing mark there, and send it again.'
  return { says, values: { line } }
}

/** A cell without what nobody sees at its ends. An apostrophe before a formula was put there by an export such as ours. */
function tidyCell(cell: string): string {
  const bare = cell.replaceAll('\0', '').replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '')
  return /^'[=+\-@\t\r]/.test(bare) ? bare.slice(1) : bare
}
