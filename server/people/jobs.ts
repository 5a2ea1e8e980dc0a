/**
 * The jobs of this room: a task, the shape of its payload, a use case.
 */
import { z } from 'zod'
import { listDueCohorts, sendDueLetters, startDueCohort } from '#server/people/courses/start-cohort.ts'
import { watchFolders } from '#server/people/feeds/watch-folders.ts'
import { sweepImports } from '#server/people/imports/sweep-imports.ts'
import { importTask, workOnImport } from '#server/people/imports/take-steps.ts'
import { job } from '#server/platform/room.ts'
import { doWork, lookAt } from '#server/platform/work.ts'

/** Cohorts start on their day, each in a transaction of its own. Zones differ from each other by quarters of an hour. */
export const startCohortsJob = job({
  task: 'start-cohorts',
  cron: '*/15 * * * *',
  payload: z.object({}),
  async run(platform) {
    const { toStart, toWrite } = await listDueCohorts(await lookAt(platform))
    for (const due of toStart) await doWork(platform, (work) => startDueCohort(work, due))
    for (const due of toWrite) await doWork(platform, (work) => sendDueLetters(work, due))
  },
})

/** A file of people is read, looked over and brought in, part by part. */
export const importPeopleJob = job({
  task: importTask,
  payload: z.object({ importId: z.string() }),
  run: (platform, { importId }) => workOnImport(platform, importId),
})

/** The folders of people feeds. A file is taken at the second look at which it stands as it stood before. */
export const watchFeedsJob = job({
  task: 'watch-people-feeds',
  cron: '*/5 * * * *',
  payload: z.object({}),
  run: watchFolders,
})

export const sweepImportsJob = job({
  task: 'sweep-people-imports',
  cron: '35 3 * * *',
  payload: z.object({}),
  async run(platform) {
    await doWork(platform, sweepImports)
  },
})
