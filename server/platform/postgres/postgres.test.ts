import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrate } from '#server/platform/migrate.ts'
import { type Connection, joinEmbedded } from '#server/platform/postgres.ts'
import { waitFor } from '#tests/support/wait-for.ts'
import { findBinaries } from './binaries.ts'
import { isPostgresProcess, makeCluster } from './cluster.ts'
import { locateCluster } from './cluster-location.ts'
import { database, owner, superuser } from './ownership.ts'

const holder = fileURLToPath(new URL('../../../tests/support/postgres-holder.ts', import.meta.url))
const isRoot = process.getuid?.() === 0
const folders: string[] = []
const holders: Holder[] = []

after(async () => {
  for (const one of holders) await one.stop()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

interface Holder {
  readonly child: ChildProcess
  readonly connection: pg.ClientConfig
  readonly told: string[]
  stop(): Promise<void>
}

/** A fresh data folder that others may pass through, in a folder with the given mode. */
function dataFolder(mode = 0o755): string {
  const above = mkdtempSync(join(tmpdir(), 'guildhall-test-'))
  chmodSync(above, mode)
  folders.push(above)
  return join(above, 'data')
}

/** Starts the program that holds PostgreSQL, in an environment without LANG. */
async function hold(dataDir: string, as: { uid?: number; gid?: number } = {}): Promise<Holder> {
  const child = spawn(process.execPath, [holder, dataDir], { ...as, cwd: '/', env: { PATH: process.env.PATH } })
  let out = ''
  let err = ''
  child.stdout.on('data', (text) => (out += text))
  child.stderr.on('data', (text) => (err += text))
  while (!out.includes('\n') && child.exitCode === null) await wait(10)
  if (child.exitCode !== null) throw new Error(err)
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  const held = { child, ...JSON.parse(out), stop }
  holders.push(held)
  return held
}

async function ask(connection: pg.ClientConfig, text: string) {
  const client = new pg.Client(connection)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** The number of the server that runs on a data folder's cluster. */
function serverOf(dataDir: string): number {
  const pointer = join(dataDir, 'postgres-is-at')
  const cluster = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : join(dataDir, 'postgres')
  return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
}

test('one data folder, through everything that can happen to it', async (t) => {
  const dataDir = dataFolder()
  let held = await hold(dataDir)

  await t.test('without LANG it is UTF-8, answers no network, and flushes what it commits', async () => {
    const [set] = await ask(
      held.connection,
      `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as listens,
        current_setting('fsync') as fsync, upper('größer') as upper`,
    )
    assert.deepEqual(set, { encoding: 'UTF8', listens: '', fsync: 'on', upper: 'GRÖßER' })
    assert.equal(statSync(String(held.connection.host)).mode & 0o777, 0o700)
  })

  await t.test('it is no child of the terminal: Ctrl-C does not reach it before the program', () => {
    const group = spawnSync('ps', ['-o', 'pgid=', '-p', String(serverOf(dataDir))], { encoding: 'utf8' })
    if (group.error) return
    assert.equal(Number(group.stdout), serverOf(dataDir))
  })

  await t.test('a second program is refused with a sentence', async () => {
    await assert.rejects(hold(dataDir), /already running with the data folder .*Stop that one first/)
    assert.deepEqual(await ask(held.connection, 'select 1 as here'), [{ here: 1 }])
  })

  await t.test('the command line joins, and leaves it running', async () => {
    const quiet = { info: () => undefined, warn: () => undefined }
    const joined = await joinEmbedded({ dataDir, log: quiet })
    await ask(joined.connection as pg.ClientConfig, 'create table kept as select 42 as answer')
    await joined.stop()
    assert.deepEqual(await ask(held.connection, 'select answer from kept'), [{ answer: 42 }])
  })

  await t.test('a killed PostgreSQL is back by itself, at the same address', async () => {
    process.kill(serverOf(dataDir), 'SIGKILL')
    await waitFor(async () => Boolean(await ask(held.connection, 'select answer from kept').catch(() => null)))
  })

  await t.test('after kill -9 of the program the next start takes PostgreSQL over', async () => {
    const server = serverOf(dataDir)
    held.child.kill('SIGKILL')
    await once(held.child, 'exit')
    held = await hold(dataDir)
    assert.equal(serverOf(dataDir), server)
    assert.deepEqual(await ask(held.connection, 'select answer from kept'), [{ answer: 42 }])
  })

  await t.test('after kill -9 of both everything is there', async () => {
    held.child.kill('SIGKILL')
    process.kill(serverOf(dataDir), 'SIGKILL')
    held = await hold(dataDir)
    assert.deepEqual(await ask(held.connection, 'select answer from kept'), [{ answer: 42 }])
  })

  await t.test('it stops with the program, and leaves no socket behind', async () => {
    const server = serverOf(dataDir)
    await held.stop()
    assert.equal(isPostgresProcess(server), false)
    assert.equal(existsSync(String(held.connection.host)), false)
  })
})

test('a cluster in which the superuser owned everything is handed over as it starts, and works on', async () => {
  const dataDir = dataFolder()
  const before = await hold(dataDir)
  const asSuperuser = { ...before.connection, user: superuser }
  for (const text of [`drop database ${database}`, `drop role ${owner}`, `create database ${database}`])
    await ask({ ...asSuperuser, database: 'postgres' }, text)
  const quiet = { info: () => undefined, warn: () => undefined }
  await migrate({ connection: asSuperuser as Connection, log: quiet })
  await ask(
    asSuperuser,
    "insert into community (slug, name, purpose, status) values ('old', 'Old', 'To stay.', 'active')",
  )
  await before.stop()

  const held = await hold(dataDir)
  assert.deepEqual(await migrate({ connection: held.connection as Connection, log: quiet }), [])
  assert.deepEqual(await ask(held.connection, 'select slug from community'), [{ slug: 'old' }])
  await ask(held.connection, 'alter table community add column more text; drop function app_now cascade')
  const left = `select c.relname from pg_class c join pg_namespace n on n.oid = relnamespace
    where relkind <> 't' and n.nspname in ('public', 'graphile_worker') and relowner <> '${owner}'::regrole`
  assert.deepEqual(await ask(held.connection, left), [])
  await held.stop()
})

test('it starts under a folder only its owner may enter', async () => {
  const dataDir = dataFolder(0o700)
  const held = await hold(dataDir)
  assert.deepEqual(await ask(held.connection, 'select 1 as here'), [{ here: 1 }])
  if (isRoot) {
    assert.match(
      held.told.join(),
      /^PostgreSQL runs as "\w+", who may not enter this folder: .*the database in \/var\/lib\/guildhall\//,
    )
    folders.push(dirname(readFileSync(join(dataDir, 'postgres-is-at'), 'utf8').trim()))
  }
  await held.stop()
})

test('programs in a clone only root may enter are copied to where PostgreSQL can run them', { skip: !isRoot }, () => {
  const dataDir = dataFolder(0o700)
  const binaries = { ...findBinaries(), folder: join(dirname(dataDir), 'native') }
  cpSync(findBinaries().folder, binaries.folder, { recursive: true, verbatimSymlinks: true })
  const location = locateCluster(dataDir, binaries)
  folders.push(dirname(location.cluster))
  assert.match(
    location.notice ?? '',
    /its programs in \/var\/lib\/guildhall\/.*, the database in \/var\/lib\/guildhall\//,
  )
  const as = { uid: location.account?.uid, gid: location.account?.gid, cwd: '/' }
  assert.equal(spawnSync(join(location.binaries.folder, 'bin/postgres'), ['--version'], as).status, 0)
})

test('an ordinary user runs PostgreSQL as themselves', { skip: !isRoot }, async (t) => {
  const nobody = { uid: 65_534, gid: 65_534 }
  const reaches = spawnSync(process.execPath, ['--version'], { ...nobody, cwd: '/' }).status === 0
  if (!reaches) return t.skip('an ordinary user cannot enter this clone')
  const dataDir = dataFolder()
  mkdirSync(dataDir)
  chownSync(dataDir, nobody.uid, nobody.gid)
  const held = await hold(dataDir, nobody)
  assert.equal(statSync(join(dataDir, 'postgres')).uid, nobody.uid)
  assert.deepEqual(held.told, [])
  await held.stop()
  // Root goes on with the same database as the same user.
  const again = await hold(dataDir)
  assert.deepEqual(await ask(again.connection, 'select 1 as here'), [{ here: 1 }])
  await again.stop()
})

test('a database of another major version is left alone, and one is told what to do', () => {
  const dataDir = dataFolder()
  mkdirSync(dataDir)
  const location = locateCluster(dataDir, findBinaries())
  mkdirSync(location.cluster, { recursive: true })
  writeFileSync(join(location.cluster, 'PG_VERSION'), '17\n')
  assert.throws(
    () => makeCluster(location, 'off'),
    /is of PostgreSQL 17, and this Guildhall brings 18, which cannot read it\. Nothing was changed: start the version of Guildhall that made it\.$/,
  )
  assert.deepEqual(readdirSync(location.cluster), ['PG_VERSION'])
})
