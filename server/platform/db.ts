/**
 * The database as the program sees it: two pools of connections. Reads go through one that cannot write, whatever it is sent:
 * its transactions are read-only, its role holds only `select`, and its connections are shared. Queries are Kysely's; each distinct text becomes
 * a named statement, so that PostgreSQL parses it once for each connection.
 */
import { createHash } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from '#database/types.ts'
import type { Secret } from '#server/platform/log.ts'
import { readerRole } from '#server/platform/postgres/ownership.ts'
import type { Connection, Logger } from '#server/platform/postgres.ts'
import { SharedPool } from '#server/platform/shared-pool.ts'

/**
 * A handle to read with: what a Look holds. It builds selects and sends raw SQL. The pool sees to it that nothing is
 * written (Kysely's own read-only type would not let us send raw SQL).
 */
export type ReadDb = Pick<Kysely<DB>, 'selectFrom' | 'selectNoFrom' | 'getExecutor'>
/** A handle that can write; a transaction (`Transaction<DB>`) is one too. */
type WriteDb = Kysely<DB>

export interface Database {
  readonly read: ReadDb
  readonly write: WriteDb
  readonly readPool: SharedPool
  /** For reads that may take long, such as a search: few connections of its own, and a second and a half for a statement. */
  readonly heavy: ReadDb
  readonly heavyPool: pg.Pool
  readonly writePool: pg.Pool
  readonly connection: Connection
  /**
   * Listens to one NOTIFY channel on a connection of its own until `close()`; comes back by itself when that is lost. What is
   * sent meanwhile is not heard: `missed` is called as the connection is lost, and again as it is back.
   */
  listen(channel: string, heard: (payload: string) => void, missed: () => void): Promise<{ close(): Promise<void> }>
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly connection: Connection
  /** Connections at most: for reads, for writes. */
  readonly readers?: number
  readonly writers?: number
  readonly log: Logger
}

/** Opens both pools. Connections are made as they are needed; the schema must be there (see migrate.ts). */
export function openDatabase({ connection, readers = 4, writers = 10, log }: DatabaseOptions): Database {
  const readPool = new SharedPool(
    () => new NamedClient({ ...clientTerms(connection, readSettings), pipeline: true }),
    readers,
  )
  const writePool = openPool(connection, { max: writers, settings: writeSettings, log })
  const heavyPool = openPool(connection, { max: 2, settings: heavySettings, log })
  const read = new Kysely<DB>({ dialect: new PostgresDialect({ pool: readPool }) })
  const heavy = new Kysely<DB>({ dialect: new PostgresDialect({ pool: heavyPool }) })
  const write = new Kysely<DB>({ dialect: new PostgresDialect({ pool: writePool }) })
  return {
    read,
    write,
    heavy,
    heavyPool,
    readPool,
    writePool,
    connection,
    listen: (channel, heard, missed) => listen(connection, channel, heard, missed),
    async close() {
      await Promise.all([read.destroy(), write.destroy(), heavy.destroy()])
    },
  }
}

/**
 * Statements are prepared and planned once for each connection. Our reads join six or more tables to fetch a few rows, and
 * PostgreSQL by default plans each anew (a list of threads: 0.7 ms of its 1.1). So where a query depends on what was
 * asked, its text differs; a parameter never decides it (`$1 is null or …`).
 */
const common = {
  timezone: 'UTC',
  jit: 'off',
  intervalstyle: 'iso_8601',
  plan_cache_mode: 'force_generic_plan',
  // The data is in memory or on a solid-state disk. At the default of 4 PostgreSQL does not read a page of a very long list
  // in the order of its index, but fetches and sorts the whole list (discussions/cost.test.ts).
  random_page_cost: '1.1',
}

const readSettings = {
  ...common,
  default_transaction_read_only: 'on',
  role: readerRole,
  statement_timeout: '5s',
  idle_in_transaction_session_timeout: '10s',
}

const heavySettings = { ...readSettings, statement_timeout: '1500ms', 'pg_trgm.similarity_threshold': '0.25' }

const writeSettings = {
  ...common,
  statement_timeout: '15s',
  lock_timeout: '10s',
  idle_in_transaction_session_timeout: '15s',
}

/** Settings of a pool for work that may take long, such as jobs. */
export const patientSettings = { ...common, statement_timeout: '5min', idle_in_transaction_session_timeout: '5min' }

/** Opens a pool of connections with settings of its own; `Client` where they are of a special kind. */
export function openPool(
  connection: Connection,
  {
    max,
    settings,
    log,
    Client = NamedClient,
  }: { max: number; settings: Record<string, string>; log: Logger; Client?: typeof NamedClient },
): pg.Pool {
  const pool = new pg.Pool({ ...clientTerms(connection, settings), Client, max, idleTimeoutMillis: 60_000 })
  // An idle connection that PostgreSQL closed is replaced by the next use; the pool only tells.
  pool.on('error', (problem) => log.warn(`A database connection was lost: ${problem.message}`))
  // A connection lost while in use fails its query; without a listener for the error it would end the program.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** What every connection is opened with. */
function clientTerms(connection: Connection, settings: Record<string, string>) {
  return {
    ...connection,
    types: { getTypeParser },
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
    application_name: 'guildhall',
    // As long as for a statement: on a busy machine a connection is slow to open too.
    connectionTimeoutMillis: 15_000,
  }
}

/**
 * The server of an address, tried once.
 * @throws a sentence where it does not let us in
 */
export async function reachServer(address: Secret): Promise<Connection> {
  const connection = { connectionString: address.reveal() }
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000, application_name: 'guildhall start' })
  client.on('error', () => undefined)
  try {
    await client.connect()
  } catch (problem) {
    const { message, code } = problem as NodeJS.ErrnoException
    throw new Error(`The database of DATABASE_URL cannot be reached: ${message || code}.`)
  } finally {
    await client.end()
  }
  return connection
}

/**
 * Nothing was done, and a retry may succeed: PostgreSQL is starting, stopping or gone (08, 57P), has too many connections (53),
 * or gave up waiting for a lock or for time (40, 55P03, 57014).
 */
export function isDatabaseAway(code = '', message = ''): boolean {
  if (/^(08\w{3}|57P\d\d|53\w{3}|40\w{3}|55P03|57014|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE)$/.test(code)) return true
  return /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/.test(
    message,
  )
}

/** Texts a connection keeps prepared at most; beyond, statements run unnamed. */
const mostStatements = 1000
const nameable = /^\s*(select|insert|update|delete|with|merge|values)\b/i
const statementNames = new Map<string, string>()

/** A client that gives each distinct text a name of its own. */
export class NamedClient extends pg.Client {
  readonly #prepared = new Set<string>()

  override query(...given: unknown[]): never {
    const [text, values] = given
    const ask = super.query.bind(this) as (...args: unknown[]) => never
    if (typeof text !== 'string' || !Array.isArray(values) || !nameable.test(text)) return ask(...given)
    if (!this.#prepared.has(text)) {
      if (this.#prepared.size >= mostStatements) return ask(...given)
      this.#prepared.add(text)
    }
    return ask({ name: statementName(text), text, values }, ...given.slice(2))
  }
}

function statementName(text: string): string {
  let name = statementNames.get(text)
  if (!name) {
    name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
    if (statementNames.size < 5 * mostStatements) statementNames.set(text, name)
  }
  return name
}

const { builtins } = pg.types
const asNumber = (text: string) => Number(text)
const asText = (text: string) => text

/** int8 and counts are numbers; a date without a time stays the text it is, and so does an interval. */
const getTypeParser = ((oid: number, format?: 'text' | 'binary') => {
  if (oid === builtins.INT8) return asNumber
  if (oid === builtins.DATE || oid === builtins.INTERVAL) return asText
  return pg.types.getTypeParser(oid, format as 'text')
}) as typeof pg.types.getTypeParser

async function listen(connection: Connection, channel: string, heard: (payload: string) => void, missed: () => void) {
  let closed = false
  let client: pg.Client
  const connect = async () => {
    const next = new pg.Client({ ...connection, keepAlive: true, application_name: 'guildhall listening' })
    next.on('error', () => undefined)
    next.on('notification', ({ payload }) => heard(payload ?? ''))
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    if (closed) return next.end()
    client = next
    next.once('end', () => {
      if (closed) return
      missed()
      void reconnect()
    })
  }
  const reconnect = async () => {
    while (!closed) {
      try {
        await connect()
        return missed()
      } catch {
        await new Promise((resume) => setTimeout(resume, 250).unref())
      }
    }
  }
  await connect()
  return {
    async close() {
      closed = true
      await client.end()
    },
  }
}
