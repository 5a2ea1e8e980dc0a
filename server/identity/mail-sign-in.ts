/**
 * The second half of asking to sign in: if somebody has the address, the pass is theirs and the mail is queued.
 */
import { signInMail } from '#server/identity/emails.ts'
import { givePass } from '#server/identity/pass-store.ts'
import { openWords } from '#server/identity/sign-in-pass.ts'
import { findByEmail } from '#server/identity/store.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

/** Run twice it does once: the pass is given while it is nobody's, and the mail is one of its kind. */
export async function mailSignIn(work: Work, asked: { passId: string; sealed: string; locale: string }): Promise<void> {
  const { secrets } = work.platform
  const words = openWords(secrets, asked.sealed)
  if (!words) return
  const person = await findByEmail(work.tx, words.address)
  if (!person || person.removedAt) return
  await givePass(work.tx, asked.passId, person)
  await queueMail(
    work,
    signInMail,
    { personId: person.id },
    {
      about: { kind: 'sign_in_pass', id: asked.passId },
      payload: { token: secrets.seal('sign-in link', words.token), code: secrets.seal('sign-in code', words.code) },
      locale: asked.locale,
    },
  )
}
