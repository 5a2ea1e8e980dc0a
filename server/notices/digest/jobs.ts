/** The jobs of digests. */
import { z } from 'zod'
import { gatherDigest, gatherDigestTask, makeDigests } from '#server/notices/digest/make-digests.ts'
import { job } from '#server/platform/room.ts'
import { doWork } from '#server/platform/work.ts'

/** Some zones are a quarter or half an hour off, so it looks more often than once an hour. */
export const makeDigestsJob = job({
  task: 'make-digests',
  cron: '*/5 * * * *',
  payload: z.object({}),
  async run(platform) {
    await doWork(platform, makeDigests)
  },
})

export const gatherDigestJob = job({
  task: gatherDigestTask,
  payload: z.object({ digestId: z.uuid() }),
  async run(platform, { digestId }) {
    await doWork(platform, (work) => gatherDigest(work, digestId))
  },
})
