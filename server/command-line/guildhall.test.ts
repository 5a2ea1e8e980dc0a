import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { listMigrations } from '#server/platform/migrate.ts'
import { joinEmbedded } from '#server/platform/postgres.ts'
import { runGuildhall } from '#tests/support/command-line.ts'
import { emptyDatabase } from '#tests/support/database.ts'
import { databaseUrl, freshDataDir } from '#tests/support/server-process.ts'

const { connection, drop } = await emptyDatabase()
after(drop)
const settings = { DATA_DIR: freshDataDir(), DATABASE_URL: databaseUrl(connection) }

test('--help names every command and its options, and ends with 0', async () => {
  const whole = await runGuildhall(['--help'], settings)
  assert.equal(whole.code, 0)
  const commands = ['migrate', 'demo', 'seed', 'openapi']
  const each = await Promise.all(commands.map((command) => runGuildhall([command, '--help'], settings)))
  for (const [i, one] of each.entries()) {
    assert.match(whole.out, new RegExp(`^  ${commands[i]}\\b`, 'm'))
    assert.equal(one.code, 0)
    assert.match(one.out, new RegExp(`^Usage: guildhall ${commands[i]}`))
  }
})

test('an unknown command ends with 2, a wrong setting with 1, each with a sentence', async () => {
  const unknown = await runGuildhall(['dance'], settings)
  assert.deepEqual([unknown.code, unknown.out], [2, ''])
  assert.match(unknown.err, /unknown command 'dance'/)
  const few = await runGuildhall(['seed', '--members', 'many'], settings)
  assert.equal(few.code, 2)
  assert.match(few.err, /whole number/)
  const wrong = await runGuildhall(['migrate'], { ...settings, PORT: 'eighty' })
  assert.deepEqual([wrong.code, wrong.out, wrong.err], [1, '', 'PORT must be a number from 0 to 65535.\n'])
})

test('migrate runs every migration once', async () => {
  const first = await runGuildhall(['migrate'], settings)
  assert.equal(first.code, 0, first.err)
  const names = listMigrations().map(({ name }) => name)
  assert.deepEqual(first.out.trim().split('\n'), [...names, `Migrations run: ${names.length}.`])
  const second = await runGuildhall(['migrate'], settings)
  assert.equal(second.out, 'The database is up to date.\n')
})

test('openapi prints the document, without a database', async () => {
  const { code, out, err } = await runGuildhall(['openapi'], {
    DATA_DIR: settings.DATA_DIR,
    PUBLIC_URL: 'https://guild.example',
  })
  assert.equal(code, 0, err)
  const document = JSON.parse(out)
  assert.equal(document.openapi, '3.1.0')
  assert.deepEqual(document.servers, [{ url: 'https://guild.example' }])
  assert.ok(document.paths['/c/{community}'].get, 'the community’s page is in it')
})

test('the demo opens on an empty site of this machine, and nowhere else', async () => {
  const foreign = await runGuildhall(['demo'], settings)
  assert.equal(foreign.code, 1)
  assert.match(foreign.err, /stays off .* DATABASE_URL/)

  const dataDir = freshDataDir()
  const opened = await runGuildhall(['demo', '--language', 'de'], { DATA_DIR: dataDir })
  assert.equal(opened.code, 0, opened.err)
  const again = await runGuildhall(['demo'], { DATA_DIR: dataDir })
  assert.equal(again.code, 1)
  assert.match(again.err, /There are people on this site already/)

  const embedded = await joinEmbedded({ dataDir, log: { info: () => undefined, warn: () => undefined } })
  const client = new pg.Client(embedded.connection)
  await client.connect()
  const { rows } = await client.query(
    `select locale, demo_started_at is not null as begun, (select count(*)::int from person) > 50 as lived_in from site`,
  )
  await client.end()
  await embedded.stop()
  assert.deepEqual(rows, [{ locale: 'de', begun: true, lived_in: true }])
})
