/**
 * Somebody typed an address at sign-in and wants a mail. Whether anybody has that address changes nothing here: the same rows are
 * written in the same time, and only the job behind it looks.
 */
import { randomUUID } from 'node:crypto'
import { insistTriesLeft, savePass, saveTry } from '#server/identity/pass-store.ts'
import { plainAddress } from '#server/identity/person.ts'
import {
  askedMinutes,
  hashOfAddress,
  hashOfCode,
  randomCode,
  sealAttempt,
  sealWords,
} from '#server/identity/sign-in-pass.ts'
import type { Actor } from '#server/platform/actor.ts'
import { ownPath } from '#server/platform/http/own-path.ts'
import { randomToken } from '#server/platform/secrets.ts'
import type { Work } from '#server/platform/work.ts'

/** The job that looks whom the address belongs to, and queues their mail. */
export const mailSignInTask = 'mail-sign-in'

/** Ahead of everything else: somebody waits for it. */
const personWaits = -10

/**
 * Makes a pass with link and code, and sees that it is mailed to whoever has the address.
 * @returns what the page for the code needs to know which pass it is about
 * @refuses too_many where this address was asked for too often within the hour
 */
export async function askToSignIn(
  work: Work,
  actor: Actor,
  { email, to }: { email: string; to: string },
): Promise<{ attempt: string }> {
  const { secrets } = work.platform
  const address = plainAddress(email)
  const addressHash = hashOfAddress(secrets, address)
  await insistTriesLeft(work.tx, 'mail', addressHash)
  await saveTry(work.tx, 'mail', addressHash)
  const passId = randomUUID()
  const token = randomToken()
  const code = randomCode()
  await savePass(work.tx, passId, {
    person: null,
    tokenHash: secrets.hash(token),
    codeHash: hashOfCode(secrets, passId, code),
    leadsTo: ownPath(to),
    minutes: askedMinutes,
  })
  const sealed = sealWords(secrets, { address, token, code })
  await work.enqueue(mailSignInTask, { passId, sealed, locale: actor.locale }, { priority: personWaits })
  return { attempt: sealAttempt(secrets, { passId, address }) }
}
