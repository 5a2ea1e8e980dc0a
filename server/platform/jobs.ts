/**
 * The worker: runs jobs and the tasks of the schedule. Jobs live in the database, added in the transaction of the work
 * they belong to. A worker that died leaves its jobs locked; any worker frees those whose owner's lock is gone.
 */
import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Pool, PoolClient } from 'pg'
import type { Log } from '#server/platform/log.ts'
import type { AnyJob, Recurring } from '#server/platform/room.ts'
import type { Platform } from '#server/platform/work.ts'

const freeEveryMs = 5_000
/** The advisory lock class under which each worker pool locks its name; a lock that can be taken belongs to no live process. */
const lockClass = 7301

/** Jobs with slots of their own: they wait for no job of another pool, and none waits for them. */
export interface WorkerPool {
  readonly jobs: readonly AnyJob[]
  /** How many run at the same time. */
  readonly slots: number
  readonly schedule?: readonly Recurring[]
}

/** A running worker. */
export interface Jobs {
  stop(): Promise<void>
}

/**
 * Starts a worker on this program's jobs, one pool after the other.
 * @param pool connections for the worker alone, so that jobs never wait behind pages
 */
export async function startJobs(platform: Platform, pool: Pool, workerPools: readonly WorkerPool[]): Promise<Jobs> {
  const heartbeat = await holdHeartbeatLock(pool, platform.log)
  const events = new EventEmitter() as WorkerEvents
  events.on('pool:create', ({ workerPool }) => void heartbeat.hold(workerPool.id))
  const logger = new Logger(() => (level, message) => {
    if (level === 'error' || level === 'warning') platform.log.warn({ from: 'worker' }, message)
  })
  const runners: Runner[] = []
  for (const { jobs, slots, schedule = [] } of workerPools) {
    const runner = await run({
      pgPool: pool,
      concurrency: slots,
      pollInterval: 500,
      noHandleSignals: true,
      noPreparedStatements: false,
      preset: { worker: { gracefulShutdownAbortTimeout: 10_000, localQueue: fetchedTogether(slots) } },
      crontab: schedule.map(({ cron, task }) => `${cron} ${task}`).join('\n'),
      taskList: tasksOf(platform, jobs),
      logger,
      events,
    })
    runners.push(runner)
  }
  const free = () => void freeJobs(pool).catch((err) => platform.log.warn({ err }, 'could not free jobs'))
  // Also at once: this may be the start after a crash, and mails wait.
  free()
  const freeing = setInterval(free, freeEveryMs)
  freeing.unref()
  return {
    async stop() {
      clearInterval(freeing)
      await Promise.all(runners.map((runner) => runner.stop()))
      heartbeat.end()
      // The library may still run a query; on a pool that has ended it would never get an answer.
      for (let i = 0; i < 100 && (pool.waitingCount > 0 || pool.idleCount < pool.totalCount); i++) await sleep(20)
    },
  }
}

/** Asks for jobs once for all slots of a pool, at most ten times a second: else each new job would wake every slot. */
function fetchedTogether(slots: number) {
  return { size: slots, refetchDelay: { durationMs: 100, threshold: slots - 1, maxAbortThreshold: 1e9 } }
}

function tasksOf(platform: Platform, jobs: readonly AnyJob[]): TaskList {
  const entries = jobs.flatMap((job) => {
    const run = async (payload: unknown) => {
      // What the schedule adds (_cron) is not part of any payload.
      const { _cron, ...given } = (payload ?? {}) as Record<string, unknown>
      await job.run(platform, job.payload.parse(given))
    }
    return [job.task, ...(job.formerTask ? [job.formerTask] : [])].map((task) => [task, run])
  })
  return Object.fromEntries(entries)
}

/** Holds, on a connection of its own, one advisory lock for each worker pool of this process, which shows that it is alive. */
async function holdHeartbeatLock(pool: Pool, log: Log): Promise<{ hold(name: string): Promise<void>; end(): void }> {
  const held = new Set<string>()
  let ended = false
  let client: PoolClient | null = await connected()
  let holding: Promise<void> = Promise.resolve()

  async function connected(): Promise<PoolClient> {
    const one = await pool.connect()
    try {
      for (const name of held) await lock(one, name)
    } catch (err) {
      one.release(true)
      throw err
    }
    // A dying connection emits more than one error; it is given back once.
    one.once('error', () => void again(one))
    return one
  }

  async function again(lost: PoolClient): Promise<void> {
    // The worker ended a moment ago, and gave it back.
    if (client !== lost) return
    client = null
    lost.release(true)
    while (!ended) {
      try {
        const next = await connected()
        if (ended) next.release(true)
        else client = next
        return
      } catch (err) {
        log.debug({ err }, 'the worker waits for the database')
        await sleep(1000)
      }
    }
  }

  return {
    // One after the other: a connection runs one query at a time.
    hold(name) {
      held.add(name)
      holding = holding
        .then(() => lock(client, name))
        .catch((err) => log.debug({ err }, 'a worker pool will lock its name again'))
      return holding
    },
    end() {
      ended = true
      const last = client
      client = null
      last?.release(true)
    },
  }
}

async function lock(client: PoolClient | null, name: string): Promise<void> {
  if (!client) throw new Error('The worker has no connection just now.')
  await client.query('select pg_advisory_lock($1, hashtext($2))', [lockClass, name])
}

/** Frees the jobs of worker pools whose lock nobody holds. */
async function freeJobs(pool: Pool): Promise<void> {
  await pool.query(
    `with owner as (
       select distinct locked_by from graphile_worker.jobs
       where locked_by is not null and locked_at < now() - interval '3 seconds'
     ), dead as materialized (
       select locked_by from owner where pg_try_advisory_xact_lock($1, hashtext(locked_by))
     )
     select graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0`,
    [lockClass],
  )
}
