/**
 * Brings a database to the schema this program knows: each file of database/migrations once, in order, all that are new
 * in one transaction, so that a site is never left between two versions; then the tables of the job queue; then the
 * permission to read for the role of reads.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { runMigrations, Logger as WorkerLogger } from 'graphile-worker'
import pg from 'pg'
import { openPool, patientSettings } from '#server/platform/db.ts'
import { readerRole } from '#server/platform/postgres/ownership.ts'
import type { Connection, Logger } from '#server/platform/postgres.ts'

const folder = new URL('../../database/migrations/', import.meta.url)

/** The advisory lock of a program that changes the schema: programs that start meanwhile wait for it. */
export const schemaLock = 7_110_003

export interface Migration {
  readonly name: string
  readonly text: string
  readonly sha: string
}

/** The migrations of this program, in order. */
export function listMigrations(): Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(file, folder), 'utf8')
      return { name: file.slice(0, -'.sql'.length), text, sha: createHash('sha256').update(text).digest('hex') }
    })
}

export interface Migrating {
  readonly connection: Connection
  readonly log: Logger
  /** Runs before anything changes, where something will. */
  readonly before?: (pending: readonly Migration[]) => Promise<void>
}

/**
 * Migrates. Programs that start together take turns; a migration that waits five seconds for somebody else's lock gives up,
 * so that it never holds up writes for longer.
 * @returns the names of the migrations that were run
 * @throws a sentence where the database knows a migration this program does not, or one that was changed since, or where
 * one fails; then the database is as it was
 */
export async function migrate({ connection, log, before }: Migrating): Promise<string[]> {
  const client = new pg.Client({ ...connection, application_name: 'guildhall migrate' })
  await client.connect()
  try {
    await checkVersion(client)
    await client.query(`select pg_advisory_lock(${schemaLock})`)
    await client.query("set lock_timeout = '5s'")
    const pending = await findPending(client)
    if (pending.length > 0) {
      await before?.(pending)
      await client.query('begin')
      await applyAll(client, pending)
      await client.query('commit')
    }
    await migrateJobs(connection, log)
    await grantReading(client)
    return pending.map(({ name }) => name)
  } finally {
    // A failed transaction ends with its connection.
    await client.end()
  }
}

async function checkVersion(client: pg.Client): Promise<void> {
  const { rows } = await client.query("select current_setting('server_version_num')::int / 10000 as major")
  if (rows[0].major < 18)
    throw new Error(`Guildhall needs PostgreSQL 18 or later, and this server is ${rows[0].major}.`)
}

/** The table that tells which migrations were run. */
export async function makeMigrationTable(client: pg.ClientBase): Promise<void> {
  await client.query(`create table if not exists migration (
    name text primary key, sha text not null, applied_at timestamptz not null default now())`)
}

async function findPending(client: pg.Client): Promise<Migration[]> {
  await makeMigrationTable(client)
  const { rows } = await client.query<{ name: string; sha: string }>('select name, sha from migration order by name')
  const known = new Map(listMigrations().map((migration) => [migration.name, migration]))
  for (const { name, sha } of rows) {
    const ours = known.get(name)
    if (!ours) {
      throw new Error(`This database was migrated by a newer Guildhall: it has ${name}, which this one does not know.`)
    }
    if (ours.sha !== sha) {
      throw new Error(
        `database/migrations/${name}.sql was changed after it was run here. Migrations only go forward: ` +
          'undo the change and add a file (or, while developing, remove the data folder).',
      )
    }
    known.delete(name)
  }
  return [...known.values()]
}

/** Runs migrations within a transaction of the caller's. @throws a sentence that names the one that failed */
export async function applyAll(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  for (const { name, text, sha } of migrations) {
    try {
      await client.query(text)
      await client.query('insert into migration (name, sha) values ($1, $2)', [name, sha])
    } catch (problem) {
      const { message, position } = problem as { message: string; position?: string }
      const line = position ? ` (line ${text.slice(0, Number(position)).split('\n').length})` : ''
      throw new Error(`The migration ${name} failed, and the database is as it was: ${message}${line}.`, {
        cause: problem,
      })
    }
  }
}

/** The job queue keeps its own record of what it has migrated, and does nothing where that is up to date. */
async function migrateJobs(connection: Connection, log: Logger): Promise<void> {
  const pgPool = openPool(connection, { max: 2, settings: patientSettings, log })
  try {
    await runMigrations({
      pgPool,
      logger: new WorkerLogger(() => (level, message) => void (level === 'error' && log.warn(message))),
    })
  } finally {
    await pgPool.end()
  }
}

async function grantReading(client: pg.Client): Promise<void> {
  try {
    // Roles belong to the whole server: another database's migration may be making it now.
    await client.query(`do $$ begin
      if not exists (select from pg_roles where rolname = '${readerRole}') then create role ${readerRole} nologin; end if;
    exception when duplicate_object or unique_violation then null; end $$`)
    await client.query(`do $$ begin
      if not pg_has_role(current_user, '${readerRole}', 'set') then grant ${readerRole} to current_user; end if;
    end $$`)
  } catch (problem) {
    throw new Error(
      `The user of DATABASE_URL may not make the role that reads run as. Run as an administrator of that server: ` +
        `create role ${readerRole} nologin; grant ${readerRole} to <the user>;`,
      { cause: problem },
    )
  }
  await client.query(`grant usage on schema public to ${readerRole}`)
  await client.query(`grant select on all tables in schema public to ${readerRole}`)
  await client.query(`alter default privileges in schema public grant select on tables to ${readerRole}`)
  // The view of waiting jobs tells their kinds and times, not their payloads.
  await client.query(`grant usage on schema graphile_worker to ${readerRole}`)
  await client.query(`grant select on graphile_worker.jobs to ${readerRole}`)
}
