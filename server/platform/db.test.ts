import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import { isDatabaseAway } from '#server/platform/db.ts'
import { testDatabase } from '#tests/support/database.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const { db, connection, shiftClock } = await testDatabase()

test('the read handle cannot write, whatever it is sent', async () => {
  const refused = { code: /^(25006|42501)$/ }
  await assert.rejects(db.readPool.query(`update site set name = 'x'`), refused)
  await assert.rejects(db.readPool.query(`begin read write; update site set name = 'x'; commit`), { code: '42501' })
  await wait(20)
  await assert.rejects(db.readPool.query(`create table x ()`), refused)
  await assert.rejects(db.readPool.query(`select graphile_worker.add_job('x')`), refused)
})

test('no handle is a superuser’s: nothing sent through it reaches a file or a program of the machine', async () => {
  for (const ask of [(text: string) => db.readPool.query(text), (text: string) => db.writePool.query(text)]) {
    const { rows } = await ask(
      'select rolname, rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication as powers from pg_roles where rolname in (session_user, current_user)',
    )
    assert.ok(rows.length > 0 && rows.every((role) => !role.powers), JSON.stringify(rows))
    for (const text of [`select pg_read_file('PG_VERSION')`, `copy (select 1) to program 'true'`, 'set role guildhall'])
      await assert.rejects(ask(text), { code: '42501' }, text)
  }
})

test('the read handle sees every table of ours', async () => {
  const { rows } = await db.readPool.query(`
    select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v')
      and not has_table_privilege(oid, 'select')`)
  assert.deepEqual(rows, [])
})

test('the read handle sees how many jobs wait, and nothing of what they carry', async () => {
  await db.readPool.query('select count(*) from graphile_worker.jobs')
  await assert.rejects(db.readPool.query('select payload from graphile_worker._private_jobs'), { code: '42501' })
})

test('a text sent twice is parsed once', async () => {
  for (const id of [1, 2, 3]) await db.readPool.query('select $1::int + 41 as answer', [id])
  const { rows } = await db.readPool.query(`select statement from pg_prepared_statements where statement like '%+ 41%'`)
  assert.equal(rows.length, 1)
})

test('counts are numbers, moments are Dates, days are text', async () => {
  const { rows } = await sql<{ n: number; at: Date; on: string; ids: string[] }>`
    select count(*) as n, timestamptz '2026-05-01 12:00Z' as at, date '2026-05-01' as on, array[uuidv7()] as ids
    from generate_series(1, 3)`.execute(db.write)
  assert.equal(rows[0]?.n, 3)
  assert.equal(rows[0]?.at.toISOString(), '2026-05-01T12:00:00.000Z')
  assert.equal(rows[0]?.on, '2026-05-01')
  assert.equal(rows[0]?.ids.length, 1)
})

test('the clock can be moved, for both handles', async () => {
  const ahead = async () => {
    const asked = db.read.selectNoFrom([sql<Date>`app_now()`.as('at'), sql<Date>`app_clock()`.as('clock')])
    const { at, clock } = await asked.executeTakeFirstOrThrow()
    return Math.floor((Math.min(at.getTime(), clock.getTime()) - Date.now() + 60_000) / 3_600_000)
  }
  assert.equal(await ahead(), 0)
  await shiftClock('2 days')
  assert.equal(await ahead(), 48)
  await shiftClock('0')
  assert.equal(await ahead(), 0)
})

test('a lost listening connection says so, and listens again', async () => {
  const heard: string[] = []
  const said: string[] = []
  const listening = await db.listen(
    'news',
    (payload) => void heard.push(payload),
    () => void said.push('missed'),
  )
  await db.writePool.query(`notify news, 'one'`)
  await waitFor(() => heard.includes('one'))
  await db.writePool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'guildhall listening' and datname = current_database()`,
  )
  await waitFor(() => said.join() === 'missed,missed')
  await db.writePool.query(`notify news, 'two'`)
  await waitFor(() => heard.includes('two'))
  await listening.close()
})

test('a statement that takes too long is ended, and those beside it are answered', async () => {
  const { rows } = await db.readPool.query<{ statement_timeout: string }>('show statement_timeout')
  assert.equal(rows[0]?.statement_timeout, '5s')
  await db.readPool.query('set statement_timeout = 400')
  const slow = assert.rejects(db.readPool.query('select pg_sleep(9)'), { code: '57014' })
  assert.equal((await db.readPool.query('select 1 as one')).rows[0]?.one, 1)
  await slow
  await db.readPool.renew()
})

test('reads that begin together share a connection; no read waits behind a slow one while another connection is free', async () => {
  const pid = async (then = '') =>
    (await db.readPool.query<{ pid: number }>(`select pg_backend_pid() as pid${then}`)).rows[0]?.pid
  const together = await Promise.all([pid(), pid(), pid()])
  assert.equal(new Set(together).size, 1)
  const holder = await db.writePool.connect()
  await holder.query('select pg_advisory_lock(1)')
  let isOver = false
  const slow = pid(', pg_advisory_xact_lock(1)').finally(() => {
    isOver = true
  })
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event = 'advisory'`
  await waitFor(async () => (await db.writePool.query(waiting)).rowCount === 1)
  await Promise.all([pid(), pid()])
  assert.equal(isOver, false)
  await holder.query('select pg_advisory_unlock(1)')
  holder.release()
  await slow
})

test('more reads than can be answered in a while are refused, as if PostgreSQL had too many, and those that wait are answered', async () => {
  const slow = Array.from({ length: 4 }, () => db.readPool.query('select pg_sleep(0.3)'))
  await wait(100)
  const asked = Array.from({ length: 4200 }, () => db.readPool.query('select 1'))
  const outcomes = await Promise.allSettled(asked)
  const refused = outcomes.filter((one) => one.status === 'rejected')
  assert.ok(refused.length > 0 && refused.length < 2000, `${refused.length} refused`)
  assert.ok(refused.every(({ reason }) => reason.code === '53300'))
  await Promise.all(slow)
})

test('a read whose connection is lost fails, and others go on by another', async () => {
  const { rows } = await db.readPool.query<{ pid: number }>('select pg_backend_pid() as pid')
  const lost = assert.rejects(db.readPool.query('select pg_sleep(9)'), /terminat/)
  await db.writePool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
  await lost
  // Until the socket is seen to be closed, a statement that is written to it fails as one that may be tried again.
  const next = () => db.readPool.query('select 1 as one').catch((problem) => problem)
  await waitFor(async () => !isDatabaseAway((await next()).code))
  assert.equal((await next()).rows[0]?.one, 1)
})

test('pools outlive a lost connection', async () => {
  const idle = await db.writePool.connect()
  const { rows } = await idle.query('select pg_backend_pid() as pid')
  idle.release()
  const killer = new pg.Client(connection)
  await killer.connect()
  const ended = once(db.writePool, 'error')
  await killer.query('select pg_terminate_backend($1)', [rows[0].pid])
  await ended
  await killer.end()
  assert.equal((await db.writePool.query('select 1 as one')).rows[0].one, 1)
})

test('statements that begin together are sent in one write', async () => {
  const client = await db.readPool.connect()
  client.release()
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  const asked = [1, 2].map((n) => db.readPool.query('select $1::int as n', [n]))
  assert.equal(stream.writableCorked > 0, true, 'the stream of a client is not where it was: see decision 14')
  await Promise.all(asked)
  assert.equal(stream.writableCorked, 0)
})

test('a lost connection is reported as a database that is away', async () => {
  const isAway = ({ code, message }: NodeJS.ErrnoException) => isDatabaseAway(code, message)
  const client = await db.writePool.connect()
  const { rows } = await client.query('select pg_backend_pid() as pid')
  const asked = assert.rejects(client.query('select pg_sleep(10)'), isAway)
  await db.writePool.query('select pg_terminate_backend($1)', [rows[0].pid])
  await asked
  await assert.rejects(client.query('select 1'), isAway)
  client.release(true)
})
