/**
 * The jobs of this room: a task, the shape of its payload, a use case.
 */
import { z } from 'zod'
import { endGuests } from '#server/communities/members/end-guests.ts'
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

/** Planned for the end of each guest; every hour for those whose job was lost. */
export const endGuestsJob = job({
  task: 'end-guests',
  cron: '50 * * * *',
  payload: z.object({}),
  async run(platform) {
    await doWork(platform, endGuests)
  },
})
