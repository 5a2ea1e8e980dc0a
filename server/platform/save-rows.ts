/**
 * Writes rows into tables as they are, where no use case writes them: a backup that is restored, the past of the demo,
 * a site that is seeded. Triggers count these rows, as they always do.
 */
import type { Insertable } from 'kysely'
import { escapeIdentifier } from 'pg'
import type { DB } from '#database/types.ts'

/** How many characters of rows are held at once, about. */
const portion = 512 * 1024

type TableName = keyof DB

/** A row by the names of its columns: JSON as its value; a column that is left out takes its default. */
type RowOf<Name extends TableName> = Insertable<DB[Name]>

/** A row, and the table it is of. */
export interface TableRow {
  readonly table: TableName
  readonly row: object
}

/** Anything that takes a statement: a connection, or a transaction in the place of one. */
interface Asked {
  // biome-ignore lint/suspicious/noExplicitAny: a row is what its statement makes it
  query(text: string, values?: unknown[]): Promise<{ rows: any[] }>
}

/** A row of a table. */
export function row<Name extends TableName>(table: Name, row: RowOf<Name>): TableRow {
  return { table, row }
}

/**
 * Writes rows of any tables, each of which comes after those it refers to. They are taken half a megabyte at a time, so a
 * generator may give more than there is memory for.
 * @throws the database's own words where a row does not fit its table
 */
export async function saveRows(client: Asked, rows: Iterable<TableRow> | AsyncIterable<TableRow>): Promise<void> {
  const references = await readReferences(client)
  let held = new Map<string, Held>()
  let size = 0
  const write = async () => {
    for (const { name, columns, lines } of inOrder([...held.values()], references))
      await saveJson(client, { name, columns }, `[${lines.join()}]`)
    held = new Map()
    size = 0
  }
  for await (const { table: name, row } of rows) {
    const line = JSON.stringify(row)
    const columns = Object.keys(row)
    const key = `${name} ${columns}`
    const same = held.get(key) ?? { name, columns, lines: [] }
    same.lines.push(line)
    held.set(key, same)
    size += line.length
    if (size > portion) await write()
  }
  await write()
}

/**
 * Writes a JSON array of rows into the columns of a table; columns that are not named take their defaults.
 * @throws the database's own words where a row does not fit the table
 */
export async function saveJson(
  client: Asked,
  { name, columns }: { readonly name: string; readonly columns: readonly string[] },
  rows: string,
): Promise<void> {
  const table = escapeIdentifier(name)
  const list = columns.map(escapeIdentifier).join(', ')
  await client.query(
    // With its schema: a table may have the name of a type that PostgreSQL brings, such as `circle`.
    `insert into ${table} (${list}) select ${list} from json_populate_recordset(null::public.${table}, $1::json)`,
    [rows],
  )
}

/** Rows of one table that name the same columns, as JSON. */
interface Held {
  readonly name: string
  readonly columns: readonly string[]
  readonly lines: string[]
}

interface Reference {
  readonly from: string
  readonly to: string
  readonly columns: readonly string[]
}

/** Which tables refer to which others, by which columns; one that has a value where it is left out refers all the same. */
async function readReferences(client: Asked): Promise<Reference[]> {
  const { rows } = await client.query(`
    select f.conrelid::regclass::text as "from", f.confrelid::regclass::text as "to",
      coalesce(array_agg(a.attname::text) filter (where not a.atthasdef), '{}') as columns
    from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any(f.conkey)
    where f.contype = 'f' and f.connamespace = 'public'::regnamespace and f.conrelid <> f.confrelid group by f.oid`)
  return rows
}

/** The rows held, each table after those its named columns refer to; so tables form no circle where a column is left out. */
function inOrder(all: readonly Held[], references: readonly Reference[]): Set<Held> {
  const ordered = new Set<Held>()
  const place = (one: Held, above: readonly Held[]) => {
    if (ordered.has(one)) return
    if (above.includes(one)) throw new Error(`Rows of ${one.name} and ${above.at(-1)?.name} refer to each other.`)
    const named = references.filter(
      ({ from, columns }) => from === one.name && columns.every((column) => one.columns.includes(column)),
    )
    for (const other of all) if (named.some(({ to }) => to === other.name)) place(other, [...above, one])
    ordered.add(one)
  }
  for (const one of all) place(one, [])
  return ordered
}
