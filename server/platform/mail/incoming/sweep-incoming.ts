/** What nobody confirmed in time goes, every night. */
import { z } from 'zod'
import { job } from '#server/platform/room.ts'
import { doWork } from '#server/platform/work.ts'
import { expireUnconfirmed } from './unconfirmed-store.ts'

export const sweepIncomingJob = job({
  task: 'sweep-incoming-mail',
  cron: '40 3 * * *',
  payload: z.object({}),
  run: (platform) => doWork(platform, expireUnconfirmed),
})
