/**
 * A worker as a process of its own that takes a `stage-hold` job and never ends it, for tests that kill it.
 *
 *     node tests/support/job-holder.ts '{…connection…}'
 *
 * Prints `held` when it has the job.
 */
import { z } from 'zod'
import { openPool } from '#server/platform/db.ts'
import { startJobs } from '#server/platform/jobs.ts'
import { openLog } from '#server/platform/log.ts'
import { job } from '#server/platform/room.ts'
import type { Platform } from '#server/platform/work.ts'

const log = openLog('silent')
const pool = openPool(JSON.parse(process.argv[2] ?? '{}'), { max: 12, settings: {}, log })
const hold = job({
  task: 'stage-hold',
  payload: z.object({ n: z.number() }),
  run: () => {
    process.stdout.write('held\n')
    return new Promise(() => undefined)
  },
})
await startJobs({ log } as Platform, pool, [{ jobs: [hold], slots: 8 }])
