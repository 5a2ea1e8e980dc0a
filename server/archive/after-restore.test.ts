/** A copy takes up what its site had planned, in the first process that opens it, and takes its key over once. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { app } from '#server/app.ts'
import { backUp } from '#server/archive/back-up.ts'
import { restore } from '#server/archive/restore.ts'
import { readConfig } from '#server/platform/config.ts'
import { diskFiles } from '#server/platform/files.ts'
import { openLog } from '#server/platform/log.ts'
import { startProgram } from '#server/platform/start.ts'
import { readySite } from '#server/ready-site.ts'
import { emptyDatabase } from '#tests/support/database.ts'
import { makeFixtures } from '#tests/support/fixtures.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const site = await openSite()
const folder = mkdtempSync(join(tmpdir(), 'guildhall-copy-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('a worker that starts on a restored copy opens, ends and closes what was planned, at its time', async (t) => {
  await makeFixtures(site)
  const root = `/c/${site.cast.community.slug}/toolkit`
  const opens = new Date(Date.now() + 5 * 86_400_000)
  const timed = { source: 'For next week.', title: 'Next week', publishFrom: opens.toISOString() }
  assert.equal((await site.as('ada').send(root, timed)).status, 201)
  const path = join(folder, 'site.guildhall')
  const { secretKey } = site.platform.config
  await backUp({ connection: site.database.connection, files: site.platform.files, secretKey }, path, () => undefined)

  const { connection, drop } = await emptyDatabase()
  const environment = { DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'error', ROLES: 'worker' }
  const log = openLog('error', process.stderr)
  const files = diskFiles(join(folder, 'data/files'))
  await restore({ connection, files }, path, { replace: false, tell: () => undefined })
  // A process that is killed after it wrote only the key leaves all of the work to the next one.
  await readySite(readConfig(environment), connection, log, environment)
  const { config } = await readySite(readConfig(environment), connection, log, environment)
  assert.equal(config.secretKey.reveal(), secretKey.reveal())
  const program = await startProgram(app, config, connection, log)
  const client = new pg.Client(connection)
  await client.connect()
  t.after(async () => {
    await client.end()
    await program.stop()
    await drop()
  })
  const planned = await client.query<{ task: string; at: Date }>(
    `select task_identifier as task, run_at as at from graphile_worker.jobs where run_at > now() + interval '1 day' order by run_at`,
  )
  const [ping] = (await client.query("select closes_at from ping where state = 'open'")).rows
  const hours = planned.rows.filter(({ task }) => ['publish-resource', 'close-ping'].includes(task))
  assert.deepEqual(
    hours.map(({ task, at }) => [task, at.getTime()]),
    [
      ['close-ping', ping.closes_at.getTime()],
      ['publish-resource', opens.getTime()],
    ],
  )
  // A backup leaves the index of the search behind: a job makes it anew.
  const indexed = 'select id from search_row order by id'
  const before = (await sql<{ id: string }>`${sql.raw(indexed)}`.execute(site.database.db.read)).rows
  assert.ok(before.length > 0)
  await waitFor(async () => (await client.query(indexed)).rows.length === before.length)
  assert.deepEqual((await client.query(indexed)).rows, before)
  assert.deepEqual((await client.query('select restored_key from site')).rows, [{ restored_key: null }])
  assert.equal(readFileSync(join(folder, 'data/secret-key'), 'utf8'), secretKey.reveal())
})
