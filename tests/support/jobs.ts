/**
 * Jobs in tests: what waits in the queue, and running it now, whenever it is due.
 */
import { app } from '#server/app.ts'
import { sendMailJob } from '#server/platform/mail/delivery.ts'
import { mailTasks } from '#server/platform/mail/mail-kind.ts'
import type { Site } from '#tests/support/site.ts'

const priorities = ['person-waits', 'bulk'] as const

export interface WaitingJob {
  readonly id: string
  readonly task: string
  readonly payload: Record<string, unknown>
  readonly key: string | null
  readonly runAt: Date
}

/** The jobs that wait, of one task or of all, in the order they came. */
export async function waitingJobs(site: Site, task?: string): Promise<WaitingJob[]> {
  const { rows } = await site.platform.database.writePool.query(
    `select j.id, t.identifier as task, j.payload, j.key, j.run_at as "runAt" from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id where coalesce(t.identifier = $1, true) order by j.id`,
    [task ?? null],
  )
  return rows
}

/**
 * Runs every job of one task that waits, once each, as the worker would; those it adds meanwhile are left.
 * @returns how many were run
 */
export async function runJobs(site: Site, task: string): Promise<number> {
  const jobs = await waitingJobs(site, task)
  const kinds = app.rooms.flatMap((room) => room.mails ?? [])
  const mails = priorities.map((priority) => sendMailJob(site.platform, kinds, { priority, connections: 8 }))
  const known = [...app.rooms.flatMap((room) => room.jobs ?? []), ...mails].find((one) => one.task === task)
  if (!known) throw new Error(`No room has a job "${task}".`)
  try {
    const { writePool } = site.platform.database
    for (const { id, payload } of jobs) {
      // Held while it runs: a job that leaves another with the same key must not take the place of itself.
      await writePool.query(
        `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'test' where id = $1`,
        [id],
      )
      await known.run(site.platform, known.payload.parse(payload))
      await writePool.query('delete from graphile_worker._private_jobs where id = $1', [id])
    }
  } finally {
    for (const one of mails) one.close()
  }
  return jobs.length
}

/** Hands over, drops or keeps every mail that waits, as the worker would. */
export async function sendMails(site: Site): Promise<void> {
  for (const priority of priorities) await runJobs(site, mailTasks[priority])
}
