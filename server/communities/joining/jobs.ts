/**
 * What joining does apart from any request.
 */
import { z } from 'zod'
import { mailJoining, mailJoiningTask } from '#server/communities/joining/links/ask-for-account.ts'
import { job } from '#server/platform/room.ts'
import { doWork } from '#server/platform/work.ts'

export const mailJoiningJob = job({
  task: mailJoiningTask,
  payload: z.object({ sealed: z.string(), askId: z.uuid(), locale: z.string() }),
  run: (platform, asked) => doWork(platform, (work) => mailJoining(work, asked)),
})
