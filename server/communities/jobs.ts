/**
 * The jobs of this room: a task, the shape of its payload, a use case.
 */
import { z } from 'zod'
import { inviteWaiting } from '#server/communities/members/invite-waiting.ts'
import { job } from '#server/platform/room.ts'
import { doWork } from '#server/platform/work.ts'

export const inviteWaitingJob = job({
  task: 'invite-waiting',
  // Right after the letters of cohorts, which invite by themselves.
  cron: '4,19,34,49 * * * *',
  payload: z.object({}),
  async run(platform) {
    await doWork(platform, inviteWaiting)
  },
})
