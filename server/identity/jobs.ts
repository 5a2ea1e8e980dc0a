/**
 * What this room does apart from any request.
 */
import { z } from 'zod'
import { mailSignInTask } from '#server/identity/ask-to-sign-in.ts'
import { askedMail, mailSignIn } from '#server/identity/mail-sign-in.ts'
import { mailPasswordOff, mailPasswordOffTask } from '#server/identity/password-mails.ts'
import { sweepIdentity } from '#server/identity/sweep-identity.ts'
import { job } from '#server/platform/room.ts'
import { doWork } from '#server/platform/work.ts'

export const mailSignInJob = job({
  task: mailSignInTask,
  payload: askedMail,
  run: (platform, asked) => doWork(platform, (work) => mailSignIn(work, asked)),
})

export const mailPasswordOffJob = job({
  task: mailPasswordOffTask,
  formerTask: 'tell-password-off',
  payload: z.object({ sealed: z.string(), eventId: z.uuid() }),
  run: (platform, asked) => doWork(platform, (work) => mailPasswordOff(work, asked)),
})

export const sweepIdentityJob = job({
  task: 'sweep-identity',
  cron: '10 3 * * *',
  payload: z.object({}),
  run: (platform) => doWork(platform, sweepIdentity),
})
