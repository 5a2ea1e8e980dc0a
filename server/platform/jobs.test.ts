/**
 * Jobs on a real worker: in the transaction or not at all, taken over from the dead, ended with patience.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { z } from 'zod'
import { openPool } from '#server/platform/db.ts'
import { type Jobs, startJobs } from '#server/platform/jobs.ts'
import { openLog } from '#server/platform/log.ts'
import { PatientClient } from '#server/platform/patient-client.ts'
import { job, type Recurring } from '#server/platform/room.ts'
import { openSite } from '#tests/support/site.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const site = await openSite({ LOG_LEVEL: 'silent' })
const ran: string[] = []
let ended = 0
const note = job({
  task: 'stage-note',
  formerTask: 'stage-remark',
  payload: z.strictObject({ what: z.string() }),
  run: async (_platform, { what }) => void ran.push(what),
})
const slow = job({
  task: 'stage-slow',
  payload: z.object({}),
  async run() {
    ran.push('slow begins')
    await sleep(800)
    ended++
  },
})
const hold = job({
  task: 'stage-hold',
  payload: z.object({ n: z.number() }),
  run: async (_platform, { n }) => void ran.push(`held ${n}`),
})
const round = job({ task: 'stage-round', payload: z.strictObject({}), run: async () => void ran.push('round') })
const failing = job({
  task: 'stage-failing',
  payload: z.object({}),
  async run() {
    ran.push('fails')
    throw new Error('no')
  },
})

/** Ends every connection of the database in the very moment in which the job comes to its end. */
const cut = job({
  task: 'stage-cut',
  payload: z.object({ n: z.number() }),
  async run(_platform, { n }) {
    const client = new pg.Client({ ...site.database.connection })
    client.on('error', () => undefined)
    await client.connect()
    await client
      .query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      .catch(() => undefined)
    void client.end().catch(() => undefined)
    ran.push(`cut ${n}`)
  },
})

async function startWorker(schedule: readonly Recurring[] = []): Promise<Jobs> {
  const pool = openPool(site.database.connection, {
    max: 12,
    settings: {},
    log: openLog('silent'),
    Client: PatientClient,
  })
  const jobs = await startJobs(site.platform, pool, [
    { jobs: [note, slow, hold, round, failing, cut], slots: 8, schedule },
  ])
  let isOver = false
  const stop = async () => {
    if (isOver) return
    isOver = true
    await jobs.stop()
    await pool.end()
  }
  after(stop)
  return { stop }
}

const has = (what: string) => () => ran.includes(what)

interface Waiting {
  task_identifier: string
  attempts: number
  last_error: string | null
  is_later: boolean
}

async function waiting(task: string): Promise<Waiting | undefined> {
  const { rows } = await site.database.db.writePool.query<Waiting>(
    `select task_identifier, attempts, last_error, run_at > now() as is_later from graphile_worker.jobs
     where task_identifier = $1 and locked_at is null order by attempts desc`,
    [task],
  )
  return rows[0]
}

test('a job belongs to its transaction', async () => {
  const { stop } = await startWorker()
  await assert.rejects(
    site.work(async (work) => {
      await work.enqueue('stage-note', { what: 'rolled back' })
      throw new Error('no')
    }),
  )
  await site.work((work) => work.enqueue('stage-note', { what: 'committed' }))
  await waitFor(has('committed'))
  assert.ok(!has('rolled back')())
  await stop()
})

test('a job that was queued under the former name of its task runs', async () => {
  await site.work((work) => work.enqueue('stage-remark', { what: 'queued before the upgrade' }))
  const { stop } = await startWorker()
  await waitFor(has('queued before the upgrade'))
  await stop()
})

test('a job waits for its time, and with a key there is one of it', async () => {
  const { stop } = await startWorker()
  const at = new Date(Date.now() + 1000)
  await site.work(async (work) => {
    await work.enqueue('stage-note', { what: 'keyed one' }, { key: 'k', at })
    await work.enqueue('stage-note', { what: 'keyed two' }, { key: 'k', at })
    await work.enqueue('stage-note', { what: 'tomorrow' }, { at: new Date(Date.now() + 86_400_000) })
  })
  await waitFor(has('keyed two'))
  assert.ok(new Date() >= at, 'it came before its time')
  assert.deepEqual([has('keyed one')(), has('tomorrow')()], [false, false])
  await stop()
})

test('a job that fails, or whose payload is none, is tried again later and not in a loop', async () => {
  const { stop } = await startWorker()
  await site.work(async (work) => {
    await work.enqueue('stage-note', { what: 1, more: 'x' })
    await work.enqueue('stage-failing', {})
  })
  await waitFor(has('fails'))
  await sleep(700)
  assert.equal(ran.filter((one) => one === 'fails').length, 1)
  for (const task of ['stage-note', 'stage-failing']) {
    const job = await waiting(task)
    assert.ok(job && job.attempts >= 1 && job.attempts < 3 && job.last_error && job.is_later, JSON.stringify(job))
  }
  await site.database.db.writePool.query(
    `select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs where attempts > 0`,
  )
  await stop()
})

test('a worker that stops lets its job finish', async () => {
  const { stop } = await startWorker()
  await site.work((work) => work.enqueue('stage-slow', {}))
  await waitFor(has('slow begins'))
  await stop()
  assert.equal(ended, 1)
})

test('a scheduled job that was missed runs later, with an empty payload', async () => {
  await site.database.db.writePool.query(
    `insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
     values ('stage-round', now() - interval '1 hour', now() - interval '2 minutes')`,
  )
  const { stop } = await startWorker([{ task: 'stage-round ?fill=5m', cron: '* * * * *' }])
  await waitFor(has('round'))
  await stop()
})

test('the worker outlives the connections it works with, and no job is left behind', async () => {
  const { stop } = await startWorker()
  await site.work(async (work) => {
    for (let n = 1; n <= 2; n++) await work.enqueue('stage-cut', { n }, { queue: 'cut' })
  })
  await waitFor(() => [1, 2].every((n) => ran.includes(`cut ${n}`)))
  const { writePool } = site.database.db
  const left = () => writePool.query("select from graphile_worker.jobs where task_identifier = 'stage-cut'")
  for (let n: number | null = null; n !== 0; await sleep(200)) n = (await left().catch(() => null))?.rowCount ?? null
  await stop()
})

test('a connection that the database ends as the worker stops is given back once', async () => {
  const pool = openPool(site.database.connection, {
    max: 4,
    settings: {},
    log: openLog('silent'),
    Client: PatientClient,
  })
  const heartbeat = once(pool, 'connect')
  const jobs = await startJobs(site.platform, pool, [{ jobs: [note], slots: 1 }])
  const [connection] = await heartbeat
  await jobs.stop()
  connection.emit('error', new Error('terminating connection due to administrator command'))
  await pool.end()
})

test('the job of a worker that was killed is taken over, and of one that lives is not', async () => {
  const program = fileURLToPath(new URL('../../tests/support/job-holder.ts', import.meta.url))
  const child = spawn(process.execPath, [program, JSON.stringify(site.database.connection)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  after(() => child.kill('SIGKILL'))
  await site.work((work) => work.enqueue('stage-hold', { n: 1 }))
  const [said] = await once(child.stdout, 'data')
  assert.equal(String(said), 'held\n')
  const { stop } = await startWorker()
  await sleep(9000)
  assert.ok(!has('held 1')(), 'a living worker keeps its job')
  child.kill('SIGKILL')
  await waitFor(has('held 1'))
  await stop()
})

test('a job for a moment wakes nobody, so that acts need not commit one after the other; it is found when it comes', async () => {
  const { stop } = await startWorker()
  const heard: string[] = []
  const listener = new pg.Client({ ...site.database.connection })
  await listener.connect()
  listener.on('notification', ({ channel }) => void heard.push(channel))
  await listener.query('listen "jobs:insert"')
  const soon = () => new Date(Date.now() + 500)
  await site.work((work) => work.enqueue('stage-note', { what: 'quietly' }, { at: soon() }))
  await waitFor(has('quietly'))
  assert.deepEqual(heard, [])
  await site.work((work) => work.enqueue('stage-note', { what: 'at once' }))
  await waitFor(() => heard.length > 0)
  await site.work((work) => work.enqueue('stage-unheard-of', {}, { at: soon() }))
  assert.equal((await waiting('stage-unheard-of'))?.attempts, 0, 'kept for a worker that knows it')
  await listener.end()
  await stop()
})
