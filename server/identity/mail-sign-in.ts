/**
 * The second half of asking to sign in: if somebody has the address, the pass is theirs and the mail is queued.
 */
import { z } from 'zod'
import { signInMail } from '#server/identity/emails.ts'
import { givePass, renewNewestPass } from '#server/identity/pass-store.ts'
import { askedMinutes, passWords } from '#server/identity/sign-in-pass.ts'
import { findByEmail } from '#server/identity/store.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

export const askedMail = z.object({
  passId: z.uuid(),
  sealed: z.string(),
  /** `newest`: mails enough were sent; a new one only where the newest can't be used any more. */
  mails: z.enum(['new', 'newest']).default('new'),
  locale: z.string(),
})

/** Run twice it does once: the pass is given while it is nobody's, and the mail is one of its kind. */
export async function mailSignIn(work: Work, asked: z.infer<typeof askedMail>): Promise<void> {
  const { secrets } = work.platform
  const words = passWords.open(secrets, asked.sealed)
  if (!words) return
  const person = await findByEmail(work.tx, words.address)
  if (!person || person.removedAt) return
  if (asked.mails === 'newest' && (await renewNewestPass(work.tx, person, askedMinutes))) return
  await givePass(work.tx, asked.passId, person)
  await queueMail(
    work,
    signInMail,
    { personId: person.id },
    {
      about: { kind: 'sign_in_pass', id: asked.passId },
      payload: {
        token: secrets.seal('sign-in link', words.token),
        code: words.code && secrets.seal('sign-in code', words.code),
        isGuessed: words.isGuessed,
      },
      locale: asked.locale,
    },
  )
}
