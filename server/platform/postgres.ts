/**
 * The embedded PostgreSQL: started with the program, restarted when it dies, stopped with it.
 *
 * Two advisory locks in the cluster say who is there. `program` is held by the one program that owns the cluster;
 * `present` is shared by every program that uses it, so that only the last one to leave may stop the server.
 * A killed program leaves PostgreSQL running with both locks free: the next start takes it over.
 */
import { rmSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from './postgres/binaries.ts'
import {
  endOfLog,
  type Fsync,
  findRunning,
  isPostgresProcess,
  makeCluster,
  makeSocketDir,
  port,
  type RunningServer,
  signalServer,
  spawnServer,
  stopServer,
} from './postgres/cluster.ts'
import { type ClusterLocation, locateCluster } from './postgres/cluster-location.ts'
import { database, owner, setUpOwnership, superuser } from './postgres/ownership.ts'

const locks = { program: 7_110_001, present: 7_110_002 }

/** Where a database answers, in the words of `pg`. */
export type Connection =
  | { readonly connectionString: string }
  | {
      readonly host: string
      readonly port: number
      readonly user: string
      readonly database: string
      readonly ssl: false
    }

/** Where this file logs; a pino logger is one. */
export interface Logger {
  info(sentence: string): void
  warn(sentence: string): void
}

export interface EmbeddedOptions {
  /** The program's data folder; the cluster is made in it. */
  readonly dataDir: string
  /** `off` only for tests: a power cut may then lose the cluster. */
  readonly fsync?: Fsync
  readonly log: Logger
}

export interface Embedded {
  /** The database `guildhall`, which exists, as its owner, who is no superuser. It stays the same over restarts of PostgreSQL. */
  readonly connection: Connection
  /** Stops PostgreSQL (one that was joined: unless others are using it). */
  stop(): Promise<void>
}

/**
 * Starts the embedded PostgreSQL and holds it: where it dies, it is back within two seconds.
 * @throws a sentence where another program holds this data folder, or PostgreSQL does not start
 */
export async function startEmbedded({ dataDir, fsync = 'on', log }: EmbeddedOptions): Promise<Embedded> {
  const location = prepare(dataDir, fsync, log)
  let stopping = false
  let socketDir: string | null = null
  let running: RunningServer
  let holder: pg.Client

  const hold = async () => {
    for (;;) {
      running = await ensureServer(location, fsync, socketDir)
      socketDir = running.socketDir
      const client = await enter(running)
      if (!client) continue
      if (!(await takeProgramLock(client))) {
        await client.end()
        throw new Error(
          `Guildhall is already running with the data folder ${dataDir}. ` +
            'Stop that one first, or set DATA_DIR to another folder.',
        )
      }
      holder = client
      client.once('end', () => void revive())
      return
    }
  }

  const revive = async () => {
    if (stopping) return
    log.warn('PostgreSQL went away. Starting it again.')
    while (!stopping) {
      try {
        await hold()
        log.info('PostgreSQL is back.')
        return
      } catch (problem) {
        log.warn(`PostgreSQL did not come back: ${problem instanceof Error ? problem.message : problem}`)
        await wait(1000)
      }
    }
  }

  await hold()
  // A program that gives up (a port in use, a migration that failed) takes its database along.
  const stopAtExit = () => {
    signalServer(running, 'SIGINT')
    rmSync(running.socketDir, { recursive: true, force: true })
  }
  process.once('exit', stopAtExit)
  return {
    connection: addressOf(running!, database),
    async stop() {
      stopping = true
      process.removeListener('exit', stopAtExit)
      await holder.end().catch(() => undefined)
      await stopServer(running)
    },
  }
}

/**
 * Uses the cluster of a data folder for a while, beside the program that holds it, or by starting PostgreSQL
 * where none runs. The last program to leave stops it.
 */
export async function joinEmbedded({ dataDir, fsync = 'on', log }: EmbeddedOptions): Promise<Embedded> {
  const location = prepare(dataDir, fsync, log)
  for (;;) {
    const running = await ensureServer(location, fsync, null)
    const client = await enter(running)
    if (!client) continue
    return {
      connection: addressOf(running, database),
      async stop() {
        const last = await leave(client)
        await client.end().catch(() => undefined)
        if (last) await stopServer(running)
      },
    }
  }
}

function prepare(dataDir: string, fsync: Fsync, log: Logger): ClusterLocation {
  const location = locateCluster(dataDir, findBinaries())
  if (location.notice) log.info(location.notice)
  makeCluster(location, fsync)
  return location
}

/** The server of this cluster, started if need be, answering. `socketDir` is where it was before it died, if it did. */
async function ensureServer(location: ClusterLocation, fsync: Fsync, socketDir: string | null): Promise<RunningServer> {
  const found = findRunning(location)
  if (found && (await answers(found, () => !isPostgresProcess(found.pid)))) return found
  // After a kill, PostgreSQL refuses to start until the last process of the dead server has gone, some milliseconds later.
  for (let attempt = 0; ; attempt += 1) {
    const folder = makeSocketDir(location, socketDir)
    const child = spawnServer(location, folder, fsync)
    let failed: Error | null = null
    child.once('error', (problem) => (failed = problem))
    const ended = () => failed !== null || child.exitCode !== null || child.signalCode !== null
    const running = { pid: child.pid ?? 0, socketDir: folder }
    if (await answers(running, ended)) return running
    if (!socketDir) rmSync(folder, { recursive: true, force: true })
    const other = findRunning(location)
    if (other && (await answers(other, () => !isPostgresProcess(other.pid)))) return other
    if (attempt >= 50) throw new Error(`PostgreSQL did not start.\n${failed ?? endOfLog(location)}`)
    await wait(100)
  }
}

/** Waits until the server takes connections and the database is there, with its owner; false once `gone` says it will not. */
async function answers(running: RunningServer, gone: () => boolean): Promise<boolean> {
  for (;;) {
    try {
      await setUpOwnership(async (name) => {
        const client = new pg.Client(addressOf(running, name, superuser))
        client.on('error', () => undefined)
        await client.connect()
        return client
      })
      return true
    } catch (problem) {
      // 57P03: starting up, perhaps replaying its log after a crash, or shutting down.
      const code = (problem as { code?: string }).code ?? ''
      if (gone()) return false
      if (!['57P03', '57P01', 'ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', ''].includes(code)) throw problem
    }
    await wait(20)
  }
}

/** A connection that holds the shared lock `present`; null where the server went away meanwhile. */
async function enter(running: RunningServer): Promise<pg.Client | null> {
  const client = new pg.Client({ ...addressOf(running, 'postgres'), keepAlive: true })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select pg_advisory_lock_shared($1)', [locks.present])
    return client
  } catch {
    await client.end().catch(() => undefined)
    return null
  }
}

/** A command line that is just leaving, or a program that is just stopping, gets three seconds to be gone. */
async function takeProgramLock(client: pg.Client): Promise<boolean> {
  for (let waited = 0; waited < 3000; waited += 100) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as taken', [locks.program])
    if (rows[0].taken) return true
    await wait(100)
  }
  return false
}

async function leave(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [locks.present])
    const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [locks.present])
    return rows[0].alone
  } catch {
    return false
  }
}

function addressOf({ socketDir }: RunningServer, name: string, user = owner) {
  return { host: socketDir, port, user, database: name, ssl: false } as const
}
