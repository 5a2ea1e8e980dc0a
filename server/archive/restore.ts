/**
 * Restores a site from its backup in one transaction: a program killed at any moment leaves the old site, or the restored one.
 */
import pg from 'pg'
import type { Tell } from '#server/archive/back-up.ts'
import { fileIdOf, type Head, keyName, tableOf } from '#server/archive/format.ts'
import { type Checked, type Entry, readArchive, textOf } from '#server/archive/read-archive.ts'
import { writeRows } from '#server/archive/rows.ts'
import { clearDatabase, withoutConstraints } from '#server/archive/schema.ts'
import { leftOut, listTables, type Table } from '#server/archive/tables.ts'
import type { FileStore } from '#server/platform/files.ts'
import { applyAll, listMigrations, type Migration, makeMigrationTable, schemaLock } from '#server/platform/migrate.ts'
import type { Connection } from '#server/platform/postgres.ts'

/**
 * Restores a backup. What is there is replaced only where `replace` says so. Files that only the replaced site
 * named are swept later, like all files that no row names.
 * @throws a sentence before anything was changed, where the backup is damaged or of a newer Guildhall, where people are
 * on the site already, or where a program is using it
 */
export async function restore(
  { connection, files }: { readonly connection: Connection; readonly files: FileStore },
  path: string,
  { replace, tell }: { readonly replace: boolean; readonly tell: Tell },
): Promise<Checked> {
  tell('Checking the backup')
  const checked = await readArchive(path, { meet: (head) => void migrationsOf(head) })
  const client = new pg.Client({ ...connection, application_name: 'guildhall restore', statement_timeout: 0 })
  await client.connect()
  try {
    await client.query("set timezone = 'UTC'; set lock_timeout = '5s'; set idle_in_transaction_session_timeout = 0")
    await insistFree(client, replace)
    await client.query('begin')
    try {
      await putBack(client, files, path, checked, tell)
    } catch (problem) {
      throw inSentence(problem as NodeJS.ErrnoException)
    }
    await client.query('commit')
    tell('Letting PostgreSQL look at what is there now')
    await client.query('analyze')
    return checked
  } finally {
    // A transaction that was not committed ends with its connection.
    await client.end()
  }
}

/** The migrations this program has for a backup: those it was made with, and those to run after. */
function migrationsOf({ migrations }: Head): { made: Migration[]; since: Migration[] } {
  const shas = new Map(migrations.map(({ name, sha }) => [name, sha]))
  const ours = listMigrations()
  const unknown = migrations.find(({ name, sha }) => !ours.some((one) => one.name === name && one.sha === sha))
  if (unknown)
    throw new Error(
      `This backup was made by another Guildhall, likely a newer one: its database knows ${unknown.name}, which this one does not. ` +
        'Restore it with that version. Nothing was changed.',
    )
  return { made: ours.filter(({ name }) => shas.has(name)), since: ours.filter(({ name }) => !shas.has(name)) }
}

/** Holds the lock of migrations from here on, so that a program that starts meanwhile waits until the site is there. */
async function insistFree(client: pg.Client, replace: boolean): Promise<void> {
  const { rows } = await client.query<{ mine: boolean }>(`select pg_try_advisory_lock(${schemaLock}) as mine`)
  if (!rows[0]?.mine)
    throw new Error(
      'Something else is at this site’s database just now: a start, a migration or another restore. Nothing was changed.',
    )
  await insistQuiet(client)
  await insistOurs(client)
  if (!replace) await insistEmpty(client)
}

/** What the disk or the database says of itself, as a sentence about the restore. */
function inSentence(problem: NodeJS.ErrnoException): Error {
  const { code, message, path } = problem
  if (!code) return problem
  if (code === 'ENOSPC') return new Error('There is no room for the site. Nothing was changed.', { cause: problem })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new Error(`This user may not write ${path}. Nothing was changed.`, { cause: problem })
  return new Error(`The backup can’t be put back: ${message}. Nothing was changed.`, { cause: problem })
}

async function insistQuiet(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ busy: boolean }>(`
    select exists (select from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like 'guildhall%') as busy`)
  if (rows[0]?.busy) throw new Error('Guildhall is running on this site. Stop it first: nothing was changed.')
}

/** Restoring empties the database, so it refuses a database in which other programs keep tables. */
async function insistOurs(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ ours: boolean; tables: string | null }>(`
    select to_regclass('site') is not null and to_regclass('migration') is not null as ours,
      (select string_agg(relname, ', ' order by relname) from pg_class c
        where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and relname <> 'migration'
          and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')) as tables`)
  const { ours, tables } = rows[0] as { ours: boolean; tables: string | null }
  if (!ours && tables)
    throw new Error(
      `This database holds what is not Guildhall’s: ${tables}. Give Guildhall a database of its own: nothing was changed.`,
    )
}

async function insistEmpty(client: pg.Client): Promise<void> {
  const { rows: found } = await client.query<{ there: boolean }>(`select to_regclass('person') is not null as there`)
  if (!found[0]?.there) return
  const { rows } = await client.query<{ people: number }>('select count(*)::int as people from person')
  const people = rows[0]?.people ?? 0
  if (people > 0)
    throw new Error(
      `There is a site here, with ${people === 1 ? 'one person' : `${people} people`}. Nothing was changed. ` +
        'With --replace it goes, for ever, and the backup takes its place; make a backup of it first.',
    )
}

/** Backups name their tables and columns; a backup that names others than its migrations make was forged or changed. */
async function insistFits(client: pg.Client, tables: readonly Table[]): Promise<void> {
  const here = new Map((await listTables(client)).map(({ name, columns }) => [name, columns]))
  for (const { name, columns } of tables) {
    const strange = here.has(name) ? columns.find((column) => !here.get(name)?.includes(column)) : ''
    if (strange !== undefined)
      throw new Error(
        `The backup names ${strange ? `the column ${strange} of ${name}` : `the table ${name}`}, which Guildhall never had. Nothing was changed.`,
      )
  }
}

async function putBack(client: pg.Client, files: FileStore, path: string, { head, manifest }: Checked, tell: Tell) {
  const { made, since } = migrationsOf(head)
  await clearDatabase(client)
  await makeMigrationTable(client)
  await applyAll(client, made)
  // Tables that are left out today are left out of an older backup too.
  const tables = new Map(head.tables.filter(({ name }) => !(name in leftOut)).map((table) => [table.name, table]))
  await insistFits(client, [...tables.values()])
  let key = ''
  let table = ''
  let count = 0
  const take = async (entry: Entry) => {
    const of = tableOf(entry.name)
    const fileId = fileIdOf(entry.name)
    if (entry.name === keyName) key = await textOf(entry)
    if (of) {
      if (of !== table) tell(`Table ${of}`)
      table = of
      const known = tables.get(of)
      if (known) await writeRows(client, known, await textOf(entry))
      else if (!(of in leftOut))
        throw new Error(`The backup holds rows of ${of}, a table it does not name. Nothing was changed.`)
    }
    if (fileId) {
      await files.put(fileId, entry.bytes)
      count += 1
      if (count % 1000 === 0 || count === manifest.files) tell(`File ${count} of ${manifest.files}`)
    }
  }
  await withoutConstraints(client, [...tables.keys()], async () => {
    const again = await readArchive(path, { take })
    if (again.manifest.sha256 !== manifest.sha256)
      throw new Error(`${path} changed while it was read. Nothing was changed.`)
  })
  await applyAll(client, since)
  await client.query('update site set restored_from = $1, restored_key = $2, went_live_at = null', [head.madeAt, key])
}
