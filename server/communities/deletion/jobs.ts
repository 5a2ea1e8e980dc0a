/** Purges what was deleted 30 days ago. */
import { z } from 'zod'
import { purgeDeleted } from '#server/communities/deletion/delete-community.ts'
import { job } from '#server/platform/room.ts'

export const purgeJob = job({
  task: 'purge-communities',
  cron: '20 * * * *',
  payload: z.object({}),
  run: (platform) => purgeDeleted(platform),
})
