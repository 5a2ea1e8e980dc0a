/**
 * What this room does apart from any request.
 */
import { z } from 'zod'
import { mailSignInTask } from '#server/identity/ask-to-sign-in.ts'
import { askedMail, mailSignIn } from '#server/identity/mail-sign-in.ts'
import { sweepIdentity } from '#server/identity/sweep-identity.ts'
import { tellPasswordOff, tellPasswordOffTask } from '#server/identity/tell-password.ts'
import { job } from '#server/platform/room.ts'
import { doWork } from '#server/platform/work.ts'

export const mailSignInJob = job({
  task: mailSignInTask,
  payload: askedMail,
  run: (platform, asked) => doWork(platform, (work) => mailSignIn(work, asked)),
})

export const tellPasswordOffJob = job({
  task: tellPasswordOffTask,
  payload: z.object({ sealed: z.string(), eventId: z.uuid() }),
  run: (platform, told) => doWork(platform, (work) => tellPasswordOff(work, told)),
})

export const sweepIdentityJob = job({
  task: 'sweep-identity',
  cron: '10 3 * * *',
  payload: z.object({}),
  run: (platform) => doWork(platform, sweepIdentity),
})
