/**
 * What this room does apart from any request.
 */
import { z } from 'zod'
import { mailSignInTask } from '#server/identity/ask-to-sign-in.ts'
import { mailSignIn } from '#server/identity/mail-sign-in.ts'
import { sweepIdentity } from '#server/identity/sweep-identity.ts'
import { job } from '#server/platform/room.ts'
import { doWork } from '#server/platform/work.ts'

export const mailSignInJob = job({
  task: mailSignInTask,
  payload: z.object({ passId: z.uuid(), sealed: z.string(), locale: z.string() }),
  run: (platform, asked) => doWork(platform, (work) => mailSignIn(work, asked)),
})

export const sweepIdentityJob = job({
  task: 'sweep-identity',
  payload: z.object({}),
  run: (platform) => doWork(platform, sweepIdentity),
})
