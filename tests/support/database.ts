/**
 * A database for each test file, cloned from a migrated template, on a PostgreSQL of this checkout that all test processes share.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { type Database, openDatabase } from '#server/platform/db.ts'
import { listMigrations, migrate } from '#server/platform/migrate.ts'
import { owner, superuser } from '#server/platform/postgres/ownership.ts'
import { type Connection, type Embedded, joinEmbedded } from '#server/platform/postgres.ts'
import '#tests/support/watched-rows.ts'

const dataDir = fileURLToPath(new URL('../../.cache/test', import.meta.url))
const lock = 7_110_004
const quiet = { info: () => undefined, warn: () => undefined }

export interface TestDatabase {
  readonly db: Database
  readonly connection: Connection
  /** Moves the database's clock for every statement from here on: `'2 days'` ahead of the true time; `'0'` sets it right. */
  shiftClock(interval: string): Promise<void>
  /** Does this before it is dropped: a program that uses it ends first. */
  beforeClosing(end: () => Promise<void>): void
  close(): Promise<void>
}

/** The test server, started if none runs; it stops with the last process that joined it. */
export async function testServer(): Promise<Embedded> {
  return joinEmbedded({ dataDir, fsync: 'off', log: quiet })
}

/**
 * Where PostgreSQL's user may not enter the checkout, the cluster of the tests lies outside it. It goes with the last run:
 * tests leave nothing on the machine.
 */
export function removeWhatLiesOutside(): void {
  const pointer = join(dataDir, 'postgres-is-at')
  if (!existsSync(pointer)) return
  const cluster = readFileSync(pointer, 'utf8').trim()
  const isInUse = existsSync(join(cluster, 'postmaster.pid'))
  if (isInUse) return
  rmSync(dirname(cluster), { recursive: true, force: true })
  rmSync(pointer)
}

/**
 * A fresh, migrated, empty database. Call it at the top of a test file; it is dropped when the file's tests have ended
 * (or by `close()`, where it was opened inside a test).
 */
export async function testDatabase(): Promise<TestDatabase> {
  const { connection, drop } = await cloneDatabase()
  const db = openDatabase({ connection, readers: 4, writers: 6, log: quiet })
  let closed = false
  const ends: (() => Promise<void>)[] = []
  const close = async () => {
    if (closed) return
    closed = true
    for (const end of ends) await end()
    await db.close()
    await drop()
  }
  after(close)
  const beforeClosing = (end: () => Promise<void>) => void ends.push(end)
  return { db, connection, beforeClosing, close, shiftClock: (interval) => shiftClock(db, connection, interval) }
}

/** A clone of the template for a program that opens it itself; `drop` ends its connections and removes it. */
export async function cloneDatabase(): Promise<{ connection: Connection; drop: () => Promise<void> }> {
  const server = await testServer()
  const template = await makeTemplate(server)
  const name = `t_${process.pid}_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 7)}`
  await run(server, `create database ${name} template ${template} owner ${owner}`)
  return {
    connection: inDatabase(server, name),
    async drop() {
      await run(server, `drop database if exists ${name} with (force)`)
      await server.stop()
    },
  }
}

/** A new database without any tables, for what migrates by itself. */
export async function emptyDatabase(): Promise<{ connection: Connection; drop: () => Promise<void> }> {
  const server = await testServer()
  const name = `t_${process.pid}_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 7)}`
  await run(server, `create database ${name} template template0 owner ${owner}`)
  return {
    connection: inDatabase(server, name),
    async drop() {
      await run(server, `drop database if exists ${name} with (force)`)
      await server.stop()
    },
  }
}

async function makeTemplate(server: Embedded): Promise<string> {
  const template = templateName()
  const client = new pg.Client(asAdministrator(server))
  await client.connect()
  try {
    if (await exists(client, template)) return template
    await client.query(`select pg_advisory_lock(${lock})`)
    if (await exists(client, template)) return template
    await dropStale(client)
    await client.query(`drop database if exists ${template}_raw with (force)`)
    await client.query(`create database ${template}_raw template template0 owner ${owner}`)
    await migrate({ connection: inDatabase(server, `${template}_raw`), log: quiet })
    await client.query(`alter database ${template}_raw with allow_connections false`)
    await client.query(`alter database ${template}_raw rename to ${template}`)
    return template
  } finally {
    await client.end()
  }
}

/** What tests that were killed left behind, and templates of earlier migrations. */
async function dropStale(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname ~ '^(t|tpl)_'",
  )
  for (const { datname } of rows) {
    const pid = Number(/^t_(\d+)_/.exec(datname)?.[1])
    if (pid && isAlive(pid)) continue
    await client.query(`drop database if exists ${datname} with (force)`)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function templateName(): string {
  const hash = createHash('sha256')
  for (const { name, sha } of listMigrations()) hash.update(`${name} ${sha}\n`)
  for (const file of [
    '../../server/platform/migrate.ts',
    '../../server/platform/postgres/ownership.ts',
    '../../node_modules/graphile-worker/package.json',
  ]) {
    hash.update(readFileSync(new URL(file, import.meta.url)))
  }
  return `tpl_${hash.digest('hex').slice(0, 16)}`
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
  return rowCount === 1
}

async function run(server: Embedded, text: string): Promise<void> {
  const client = new pg.Client(asAdministrator(server))
  await client.connect()
  await client.query(text).finally(() => client.end())
}

/** The role that may create and drop databases. */
function asAdministrator({ connection }: Embedded): pg.ClientConfig {
  return { ...connection, user: superuser, database: 'postgres' } as pg.ClientConfig
}

function inDatabase({ connection }: Embedded, database: string): Connection {
  return { ...connection, database } as Connection
}

async function shiftClock(db: Database, connection: Connection, interval: string): Promise<void> {
  await setClock(connection, interval)
  await freshConnections(db)
}

/** Moves a database's clock for every connection that is made from here on. Only the superuser may set this for all of them. */
export async function setClock(connection: Connection, interval: string): Promise<void> {
  const client = new pg.Client({ ...connection, user: superuser } as pg.ClientConfig)
  await client.connect()
  await client
    .query(`alter database ${client.database} set guildhall.shift = ${client.escapeLiteral(interval)}`)
    .finally(() => client.end())
}

/** Replaces the connections that wait in the pools, which read the settings of the database as they were made. */
export async function freshConnections(db: Database): Promise<void> {
  await db.readPool.renew()
  for (const pool of [db.writePool, db.heavyPool]) {
    while (pool.idleCount < pool.totalCount) await sleep(5)
    const idle = await Promise.all(Array.from({ length: pool.idleCount }, () => pool.connect()))
    for (const one of idle) one.release(true)
  }
}
