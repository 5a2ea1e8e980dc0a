/**
 * One cluster on disk: making it, starting its server, finding a server that already runs, stopping it.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type ClusterLocation, makePrivate } from './cluster-location.ts'
import { superuser } from './ownership.ts'

export const port = 5432

export type Fsync = 'on' | 'off'

/** A server that runs, as its own note (`postmaster.pid`) tells. */
export interface RunningServer {
  readonly pid: number
  readonly socketDir: string
}

/** Makes the cluster where there is none. A start that was cut short leaves nothing that a later one takes for a cluster. */
export function makeCluster(location: ClusterLocation, fsync: Fsync): void {
  if (existsSync(join(location.cluster, 'PG_VERSION'))) {
    const major = readFileSync(join(location.cluster, 'PG_VERSION'), 'utf8').trim()
    const ours = location.binaries.version.split('.')[0]
    if (major === ours) return
    throw new Error(
      `The database in ${location.cluster} is of PostgreSQL ${major}, and this Guildhall brings ${ours}, which cannot read it. ` +
        'Nothing was changed: start the version of Guildhall that made it.',
    )
  }
  const unfinished = `${location.cluster}.new-${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  makePrivate(unfinished, location.account)
  // The locale is set explicitly: from an environment without LANG the encoding would be SQL_ASCII.
  const made = spawnSync(
    join(location.binaries.folder, 'bin/initdb'),
    [
      ...['-D', unfinished, '-U', superuser, '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--locale=C', '--auth-local=trust', '--auth-host=reject', '--no-instructions'],
      ...(fsync === 'off' ? ['--no-sync'] : []),
    ],
    { ...runAs(location), encoding: 'utf8' },
  )
  if (made.status !== 0) {
    rmSync(unfinished, { recursive: true, force: true })
    throw new Error(`PostgreSQL could not set up ${location.cluster}:\n${made.error?.message ?? made.stderr}`)
  }
  try {
    renameSync(unfinished, location.cluster)
  } catch (problem) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(join(location.cluster, 'PG_VERSION'))) throw problem
  }
}

/** The server that runs on this cluster now, or null. A note left by a dead server is cleared away. */
export function findRunning(location: ClusterLocation): RunningServer | null {
  const file = join(location.cluster, 'postmaster.pid')
  if (!existsSync(file)) return null
  const [pid = '', , , , socketDir = ''] = readFileSync(file, 'utf8').split('\n')
  if (!isPostgresProcess(Number(pid))) {
    // Its number may by now belong to another program of this user, which PostgreSQL would take for itself.
    rmSync(file, { force: true })
    if (/^guildhall-\w+$/.test(basename(socketDir))) rmSync(socketDir, { recursive: true, force: true })
    return null
  }
  return socketDir ? { pid: Number(pid), socketDir } : null
}

/** Is the process with this number alive, and PostgreSQL? */
export function isPostgresProcess(pid: number): boolean {
  if (!(pid > 0)) return false
  if (existsSync('/proc/self/stat')) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return stat.includes('(postgres)') && !stat.includes(') Z ')
    } catch {
      return false
    }
  }
  return spawnSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).stdout.includes('postgres')
}

/**
 * A folder for the socket that only this account may enter: the one it had before, which connections go on using, or a new one.
 * Its path is short, as a socket's must be under 108 bytes.
 */
export function makeSocketDir(location: ClusterLocation, before: string | null): string {
  if (before) {
    if (!existsSync(before)) makePrivate(before, location.account)
    return before
  }
  const base = Buffer.byteLength(tmpdir()) > 80 ? '/tmp' : tmpdir()
  const folder = mkdtempSync(join(base, 'guildhall-'))
  if (location.account) chownSync(folder, location.account.uid, location.account.gid)
  return folder
}

/**
 * Starts the server, as the leader of its own process group: Ctrl-C in the terminal reaches the program,
 * which first drains its requests, and not the database below it.
 */
export function spawnServer(location: ClusterLocation, socketDir: string, fsync: Fsync): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketDir,
    unix_socket_permissions: '0700',
    port: String(port),
    max_connections: '100',
    fsync,
    synchronous_commit: fsync,
    full_page_writes: fsync,
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
  }
  if (existsSync(location.logFile) && statSync(location.logFile).size > 10_000_000) {
    renameSync(location.logFile, `${location.logFile}.1`)
  }
  const log = openSync(location.logFile, 'a', 0o600)
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(join(location.binaries.folder, 'bin/postgres'), ['-D', location.cluster, ...args], {
    ...runAs(location),
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  child.unref()
  return child
}

function runAs({ account }: ClusterLocation) {
  const ids = account ? { uid: account.uid, gid: account.gid } : {}
  return { ...ids, cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } }
}

/** The last lines PostgreSQL wrote, for a message about a start that failed. */
export function endOfLog({ logFile }: ClusterLocation): string {
  return existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-8).join('\n') : ''
}

/** Stops the server: at once for its clients, cleanly for its data. Resolves when it is gone. */
export async function stopServer(running: RunningServer): Promise<void> {
  signalServer(running, 'SIGINT')
  for (let waited = 0; isPostgresProcess(running.pid); waited += 25) {
    if (waited === 30_000) signalServer(running, 'SIGQUIT')
    await wait(25)
  }
  rmSync(running.socketDir, { recursive: true, force: true })
}

/** SIGINT: end all connections and stop cleanly. SIGQUIT: stop at once; the next start replays the log. */
export function signalServer({ pid }: RunningServer, name: 'SIGINT' | 'SIGQUIT'): void {
  if (!isPostgresProcess(pid)) return
  try {
    process.kill(pid, name)
  } catch {
    // It is already gone.
  }
}
