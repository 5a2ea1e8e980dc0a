/**
 * Somebody who may mails a person a link that signs them in.
 */
import { randomUUID } from 'node:crypto'
import { signInMail } from '#server/identity/emails.ts'
import { mailVersionOf, savePass } from '#server/identity/pass-store.ts'
import { askedMinutes } from '#server/identity/sign-in-pass.ts'
import type { Actor } from '#server/platform/actor.ts'
import { mailMode, mailWaits } from '#server/platform/mail/mail-mode.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { randomToken } from '#server/platform/secrets.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Queues the mail. The caller checks whether the actor may.
 * @refuses not_found where there is no such person · mail_waits where no mail leaves
 */
export async function sendSignInMail(work: Work, actor: Actor, personId: string): Promise<void> {
  const { config, secrets } = work.platform
  if (mailMode(config, actor.site) === 'waits') refuse(mailWaits)
  const mailVersion = (await mailVersionOf(work.tx, personId)) ?? refuse(notFound)
  const [passId, token] = [randomUUID(), randomToken()]
  await savePass(work.tx, passId, {
    person: { id: personId, mailVersion },
    tokenHash: secrets.hash(token),
    codeHash: null,
    leadsTo: '/',
    minutes: askedMinutes,
  })
  const payload = { token: secrets.seal('sign-in link', token), code: null, isGuessed: false }
  await queueMail(work, signInMail, { personId }, { about: { kind: 'sign_in_pass', id: passId }, payload })
}
