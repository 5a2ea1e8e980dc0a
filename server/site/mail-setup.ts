/**
 * The state of mail on this site, as its owner and those who prepare a community see it.
 */
import { z } from 'zod'
import { mailStates } from '#server/platform/mail/mail-kind.ts'

export const mailSetupView = z.object({
  /** Does mail leave, wait for a mail server, or stay in the demo’s outbox? */
  way: z.enum(['leaves', 'waits', 'stays']),
  /** The address mails come from. */
  from: z.string(),
  /** Does the reader run the site, or must they ask somebody? */
  runsSite: z.boolean(),
  /** The names of those who own the site. */
  owners: z.array(z.string()),
  /** The reader's latest test mail; the mail server's answer is only for people who run the site. */
  test: z
    .object({
      state: z.enum(mailStates),
      sentAt: z.date().nullable(),
      problem: z.string().nullable(),
    })
    .nullable(),
})
export type MailSetup = z.infer<typeof mailSetupView>
