/** The worker role: the jobs of every room, its schedule, and the mails. */

import type { App } from '#server/platform/app.ts'
import { openPool, patientSettings } from '#server/platform/db.ts'
import { type Jobs, startJobs } from '#server/platform/jobs.ts'
import { mailWorkerPools } from '#server/platform/mail/worker-pools.ts'
import { PatientClient } from '#server/platform/patient-client.ts'
import { doWork, type Platform } from '#server/platform/work.ts'

/** Starts the worker, on connections of its own. */
export async function startWorker(app: App, platform: Platform): Promise<Jobs> {
  const pool = openPool(platform.database.connection, {
    max: 12,
    settings: patientSettings,
    log: platform.log,
    Client: PatientClient,
  })
  const kinds = app.rooms.flatMap((room) => room.mails ?? [])
  const mails = mailWorkerPools(platform, kinds)
  const jobs = app.rooms.flatMap((room) => room.jobs ?? [])
  const schedule = jobs.flatMap(({ task, cron }) => (cron ? [{ task, cron }] : []))
  const apart = jobs.flatMap((job) => (job.slots ? [{ jobs: [job], slots: job.slots }] : []))
  const others = jobs.filter(({ slots }) => !slots)
  const worker = await startJobs(platform, pool, [{ jobs: others, slots: 8, schedule }, ...apart, ...mails.workerPools])
  await doWork(platform, async (work) => {
    for (const { task } of jobs.filter(({ atStart }) => atStart)) await work.enqueue(task, {}, { key: task })
  })
  return {
    async stop() {
      const stopped = worker.stop()
      // Mails that wait for a mail server to be tried again would delay the end.
      mails.close()
      await stopped
      await pool.end()
    },
  }
}
