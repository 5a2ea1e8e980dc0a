/**
 * Puts a site back from its backup, in one transaction: an end at any moment leaves the site that was, or the one that came.
 */
import pg from 'pg'
import type { Tell } from '#server/archive/back-up.ts'
import { fileIdOf, type Head, keyName, tableOf } from '#server/archive/format.ts'
import { type Checked, type Entry, readArchive, textOf } from '#server/archive/read-archive.ts'
import { writeRows } from '#server/archive/rows.ts'
import { clearDatabase, withoutConstraints } from '#server/archive/schema.ts'
import type { FileStore } from '#server/platform/files.ts'
import { applyAll, listMigrations, type Migration, makeMigrationTable, schemaLock } from '#server/platform/migrate.ts'
import type { Connection } from '#server/platform/postgres.ts'

/** Where a site is put back. */
export interface Target {
  readonly connection: Connection
  readonly files: FileStore
}

/**
 * Restores a backup. What is there is replaced only where `replace` says so. The files that only the replaced site named
 * are swept later, as all files that nobody names.
 * @throws a sentence before anything was changed, where the backup is damaged or of a newer Guildhall, where people are
 * on the site already, or where a program is using it
 */
export async function restore(
  { connection, files }: Target,
  path: string,
  { replace, tell }: { readonly replace: boolean; readonly tell: Tell },
): Promise<Checked> {
  tell('Checking the backup')
  const checked = await readArchive(path, { meet: (head) => void migrationsOf(head) })
  const client = new pg.Client({ ...connection, application_name: 'guildhall restore', statement_timeout: 0 })
  await client.connect()
  try {
    await client.query("set timezone = 'UTC'; set lock_timeout = '5s'; set idle_in_transaction_session_timeout = 0")
    // A program that starts meanwhile waits until the site is there.
    await client.query(`select pg_advisory_lock(${schemaLock})`)
    await insistQuiet(client)
    if (!replace) await insistEmpty(client)
    await client.query('begin')
    await putBack(client, files, path, checked, tell)
    await client.query('commit')
    tell('Letting PostgreSQL look at what is there now')
    await client.query('analyze')
    return checked
  } finally {
    // What was begun and not committed goes with its connection.
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

async function insistQuiet(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ busy: boolean }>(`
    select exists (select from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like 'guildhall%') as busy`)
  if (rows[0]?.busy) throw new Error('Guildhall is running on this site. Stop it first: nothing was changed.')
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

async function putBack(client: pg.Client, files: FileStore, path: string, { head, manifest }: Checked, tell: Tell) {
  const { made, since } = migrationsOf(head)
  await clearDatabase(client)
  await makeMigrationTable(client)
  await applyAll(client, made)
  const tables = new Map(head.tables.map((table) => [table.name, table]))
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
      await writeRows(client, tables.get(of) ?? { name: of, columns: [] }, await textOf(entry))
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
