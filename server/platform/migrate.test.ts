import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { listMigrations, migrate } from '#server/platform/migrate.ts'
import { emptyDatabase } from '#tests/support/database.ts'

const log = { info: () => undefined, warn: () => undefined }
const { connection, drop } = await emptyDatabase()
const client = new pg.Client(connection)
await client.connect()
after(async () => {
  await client.end()
  await drop()
})

test('no two migrations have one number: in which order they run is plain', () => {
  const numbers = listMigrations().map(({ name }) => name.slice(0, 4))
  assert.deepEqual(numbers, [...new Set(numbers)])
})

test('programs that start together migrate once', async () => {
  const runs = await Promise.all([1, 2, 3].map(() => migrate({ connection, log })))
  assert.deepEqual(
    runs.flat(),
    listMigrations().map(({ name }) => name),
  )
  const { rows } = await client.query(`select to_regclass('graphile_worker.jobs') is not null as jobs`)
  assert.deepEqual(rows, [{ jobs: true }])
})

test('a migration that was changed after it ran is refused', async () => {
  await client.query(`update migration set sha = 'another' where name = '0000-ground'`)
  await assert.rejects(migrate({ connection, log }), /0000-ground\.sql was changed after it was run here/)
  await client.query('update migration set sha = $1 where name = $2', [listMigrations()[0]?.sha, '0000-ground'])
})

test('a database of a newer program is refused', async () => {
  await client.query(`insert into migration (name, sha) values ('9999-tomorrow', '')`)
  await assert.rejects(migrate({ connection, log }), /migrated by a newer Guildhall: it has 9999-tomorrow/)
  await client.query(`delete from migration where name = '9999-tomorrow'`)
})

test('a migration that waits for somebody gives up after five seconds and leaves nothing half done', async () => {
  const other = await emptyDatabase()
  const blocker = new pg.Client(other.connection)
  await blocker.connect()
  await blocker.query(
    'create table migration (name text primary key, sha text not null, applied_at timestamptz default now())',
  )
  await blocker.query('begin; lock table migration in share mode')
  await assert.rejects(
    migrate({ connection: other.connection, log }),
    /0000-ground failed, and the database is as it was: .*lock timeout/,
  )
  await blocker.query('rollback')
  const { rows } = await blocker.query(`select to_regproc('app_now') as made`)
  assert.deepEqual(rows, [{ made: null }])
  await blocker.end()
  await other.drop()
})
