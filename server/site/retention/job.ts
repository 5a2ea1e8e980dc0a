/** Every night, what is older than its time is deleted. */
import { z } from 'zod'
import { job } from '#server/platform/room.ts'
import { applyRetention } from '#server/site/retention/change-retention.ts'

export const retentionJob = job({
  task: 'apply-retention',
  cron: '15 2 * * *',
  payload: z.object({}),
  run: (platform) => applyRetention(platform),
})
