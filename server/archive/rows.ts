/**
 * Rows as lines of JSON, out of a table and into one. The database reads its own JSON back to the same values:
 * microseconds, long numbers and bytes included.
 */
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { keptRows, type Table } from '#server/archive/tables.ts'
import { saveJson } from '#server/platform/save-rows.ts'

/** How many bytes of lines are held at once, about. */
const portion = 4 * 1024 * 1024

/** Some lines of a table, as they are kept: each ends with a line break. */
export interface Portion {
  readonly bytes: Buffer
  readonly rows: number
}

/** The rows of a table as one reading of the database sees them, some megabytes at a time. */
export async function* readRows(client: pg.Client, { name, columns }: Table): AsyncGenerator<Portion> {
  const list = columns.map(pg.escapeIdentifier).join(', ')
  const where = keptRows[name] ? `where ${keptRows[name]}` : ''
  // JSON holds no control characters, so with these two for quote and delimiter COPY writes each line as it is.
  const lines = client.query(
    copyTo(
      `copy (select row_to_json(one) from (select ${list} from ${pg.escapeIdentifier(name)} ${where}) one) to stdout with (format csv, quote e'\\x01', delimiter e'\\x02')`,
    ),
  )
  let held: Buffer[] = []
  let size = 0
  for await (const chunk of lines as AsyncIterable<Buffer>) {
    held.push(chunk)
    size += chunk.length
    const end = size < portion ? -1 : chunk.lastIndexOf(10)
    if (end < 0) continue
    held[held.length - 1] = chunk.subarray(0, end + 1)
    yield portionOf(held)
    held = [chunk.subarray(end + 1)]
    size = chunk.length - end - 1
  }
  if (size > 0) yield portionOf(held)
}

function portionOf(held: readonly Buffer[]): Portion {
  const bytes = Buffer.concat(held)
  let rows = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows += 1
  return { bytes, rows }
}

/**
 * Writes lines of JSON into the columns of a table; columns that are not named take their defaults.
 * @throws the database's own words where a line does not fit the table
 */
export async function writeRows(client: pg.ClientBase, table: Table, lines: string): Promise<void> {
  await saveJson(client, table, `[${lines.trimEnd().replaceAll('\n', ',')}]`)
}
