/**
 * Who runs PostgreSQL, and where. PostgreSQL refuses to run as root, and a user it can run as instead
 * often cannot reach a clone or data folder that only root may enter.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { type Binaries, copyBinaries } from './binaries.ts'

export interface Account {
  readonly uid: number
  readonly gid: number
  readonly name: string
}

export interface ClusterLocation {
  readonly binaries: Binaries
  /** The folder of the cluster: may not exist yet. Its parent does, and the account can reach it. */
  readonly cluster: string
  readonly logFile: string
  /** The account PostgreSQL runs as; null for the one that runs this program. */
  readonly account: Account | null
  /** A sentence for the operator where things are not in the usual place; or null. */
  readonly notice: string | null
}

const elsewhere = '/var/lib/guildhall'

/**
 * Decides where the cluster of a data folder lives, makes the folders above it, and moves what the account
 * could not reach: the cluster to `/var/lib/guildhall/<hash of the data folder>`, the programs beside it.
 * @throws a sentence where the cluster belongs to a user this program cannot act for
 */
export function locateCluster(dataDir: string, binaries: Binaries): ClusterLocation {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 })
  const data = realpathSync(resolve(dataDir))
  const pointer = join(data, 'postgres-is-at')
  const usual = join(data, 'postgres')
  const known = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : null
  const cluster = known ?? usual

  if (process.getuid?.() !== 0) {
    const owner = existsSync(cluster) ? statSync(cluster).uid : process.getuid?.()
    if (owner !== process.getuid?.() || known) {
      throw new Error(
        `The database in ${cluster} was set up by another user of this machine (number ${owner}). ` +
          'Start Guildhall as that user or as root, or set DATA_DIR to another folder.',
      )
    }
    return { binaries, cluster, logFile: join(data, 'postgres.log'), account: null, notice: null }
  }

  const account = existsSync(cluster) ? ownerOf(cluster) : servant()
  const home = join(elsewhere, createHash('sha256').update(data).digest('hex').slice(0, 12))
  const reachesBinaries = canRun(account, join(binaries.folder, 'bin/postgres'))
  const reachesData = known !== null || canEnter(account, data)
  if (!reachesBinaries) makeReachable(elsewhere)
  if (!reachesData) {
    makeReachable(home)
    writeFileSync(pointer, `${join(home, 'cluster')}\n`)
  }
  const chosen = reachesData ? cluster : join(home, 'cluster')
  const reachable = reachesBinaries ? binaries : copyBinaries(binaries, join(elsewhere, `postgres-${binaries.version}`))
  return {
    binaries: reachable,
    cluster: chosen,
    logFile: join(data, 'postgres.log'),
    account,
    notice: noticeOf(account, [
      ...(reachable === binaries ? [] : [`its programs in ${reachable.folder}`]),
      ...(chosen === usual ? [] : [`the database in ${chosen}`]),
    ]),
  }
}

function noticeOf({ name }: Account, moved: string[]): string | null {
  if (moved.length === 0) return null
  return `PostgreSQL runs as "${name}", who may not enter this folder: ${moved.join(', ')}.`
}

/** The account that owns a cluster goes on running it, even if the cluster was made before root ran the program. */
function ownerOf(cluster: string): Account {
  const { uid, gid } = statSync(cluster)
  if (uid === 0) throw new Error(`The database in ${cluster} belongs to root, as whom PostgreSQL refuses to run.`)
  return { uid, gid, name: idOf(String(uid), '-un') ?? String(uid) }
}

function servant(): Account {
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf(name, '-u')
    const gid = idOf(name, '-g')
    if (uid && gid) return { uid: Number(uid), gid: Number(gid), name }
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and this machine has neither a user "postgres" nor "nobody" to run it as. ' +
      'Start Guildhall as an ordinary user, or set DATABASE_URL.',
  )
}

function idOf(user: string, what: '-u' | '-g' | '-un'): string | null {
  try {
    return execFileSync('id', [what, user], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return null
  }
}

function canRun({ uid, gid }: Account, program: string): boolean {
  return spawnSync(program, ['--version'], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0
}

function canEnter({ uid, gid }: Account, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0
}

function makeReachable(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const one of [elsewhere, folder]) chmodSync(one, 0o755)
}

/** Makes a folder that only PostgreSQL's account (and root) may enter. */
export function makePrivate(folder: string, account: Account | null): void {
  mkdirSync(folder, { mode: 0o700 })
  if (account) chownSync(folder, account.uid, account.gid)
}
