import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { isPostgresProcess } from '#server/platform/postgres/cluster.ts'
import { cloneDatabase } from '#tests/support/database.ts'
import { databaseUrl, freshDataDir, spawnServer, startServer } from '#tests/support/server-process.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const settings = { DEMO: 'off' }

/** The number of the PostgreSQL below a program. */
function serverOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}

test('the program starts, is killed, starts again, and stops cleanly', async (t) => {
  const dataDir = freshDataDir()
  const first = await startServer({ settings, dataDir })

  await t.test('as root it says in one sentence that it need not be', () => {
    assert.equal(first.output().split('runs as root').length - 1, process.getuid?.() === 0 ? 1 : 0)
  })

  await t.test('a second start of the same data folder is refused', async () => {
    await assert.rejects(startServer({ settings, dataDir }), /already running with the data folder/)
    assert.equal((await fetch(`${first.url}/health/ready`)).status, 200)
  })

  await t.test('a start that cannot be says why in a sentence, and nothing else', async () => {
    const { port } = new URL(first.url)
    for (const [wrong, says] of [
      [{ PORT: port }, /^Something else listens on port \d+\. Set PORT to another one\.\n$/],
      [{ HOST: '192.0.2.1' }, /^HOST is 192\.0\.2\.1, where this machine cannot listen: /],
      [{ DATABASE_URL: 'postgres://ada:hunter2@127.0.0.1:1/x' }, /^The database of DATABASE_URL cannot be reached: /],
      [{ PORT: 'eighty', HOST: '!' }, /^PORT must .*\.\nHOST must .*\.\n$/],
    ] as const)
      await assert.rejects(startServer({ settings: wrong }), ({ message }: Error) => {
        assert.match(message, says)
        assert.doesNotMatch(message, /hunter2|\.ts:\d+/)
        return true
      })
  })

  await t.test('a killed PostgreSQL is back by itself', async () => {
    const killed = serverOf(dataDir)
    process.kill(killed, 'SIGKILL')
    const isAnother = () => existsSync(join(dataDir, 'postgres/postmaster.pid')) && serverOf(dataDir) !== killed
    await waitFor(async () => isAnother() && (await fetch(`${first.url}/health/ready`)).ok)
  })

  await t.test('after kill -9 it comes up again, and Ctrl-C stops it with its database', async () => {
    await first.stop('SIGKILL')
    const second = await startServer({ settings, dataDir })
    const server = serverOf(dataDir)
    assert.equal(await second.stop('SIGINT'), 0, second.output())
    assert.equal(isPostgresProcess(server), false)
    assert.equal(existsSync(join(dataDir, 'postgres/postmaster.pid')), false)
  })
})

test('each wrong setting is reported in a sentence, and nothing is started', async () => {
  const dataDir = freshDataDir()
  const wrong = { PORT: 'eighty', ROLES: 'waiter', UPLOAD_MAX: 'big' }
  await assert.rejects(startServer({ settings: wrong, dataDir }), ({ message }: Error) => {
    assert.deepEqual(
      message
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0]),
      ['PORT', 'ROLES', 'UPLOAD_MAX'],
    )
    return true
  })
  assert.equal(existsSync(dataDir) && readdirSync(dataDir).length > 0, false)
})

test('where the port is taken the program says so, and stops its database too', async () => {
  const dataDir = freshDataDir()
  const one = await startServer({ settings })
  const port = new URL(one.url).port
  await assert.rejects(startServer({ settings: { ...settings, PORT: port }, dataDir }), new RegExp(`port ${port}`))
  await waitFor(() => !existsSync(join(dataDir, 'postgres/postmaster.pid')), 'PostgreSQL still runs')
})

test('DATABASE_URL uses your own server', async () => {
  const { connection, drop } = await cloneDatabase()
  try {
    const program = await startServer({ settings: { ...settings, DATABASE_URL: databaseUrl(connection) } })
    assert.equal(existsSync(join(program.dataDir, 'postgres')), false)
    assert.equal(await program.stop(), 0, program.output())
  } finally {
    await drop()
  }
})

test('Ctrl-C while the demo moves in lets it finish, and ends cleanly', async () => {
  const program = await spawnServer()
  await waitFor(() => program.output().includes('the demo moves in'), program.output)
  assert.equal(await program.stop(), 0, program.output())
  assert.match(program.output(), /Each link signs in once/)
})
