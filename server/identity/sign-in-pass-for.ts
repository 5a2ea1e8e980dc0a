/**
 * A one-time way in for somebody, given by the program itself: invitations, the demo, the command line.
 */
import { randomUUID } from 'node:crypto'
import { mailVersionOf, savePass } from '#server/identity/pass-store.ts'
import { passAddress } from '#server/identity/sign-in-pass.ts'
import { ownPath } from '#server/platform/http/own-path.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { randomToken } from '#server/platform/secrets.ts'
import type { Work } from '#server/platform/work.ts'

export interface PassTerms {
  /** A path of this site to go to when signed in; `/` if not said. */
  readonly to?: string
  /** How long it lasts; a day if not said. */
  readonly hours?: number
}

/**
 * Makes a pass for a person and returns its address, which is a secret: print it to the caller, or mail it to that person
 * (sealed in the payload until it is sent). It signs in once, by a button on the page it opens.
 * @refuses not_found where there is no such person
 */
export async function signInPassFor(work: Work, personId: string, { to = '/', hours = 24 }: PassTerms = {}) {
  const { config, secrets } = work.platform
  const mailVersion = await mailVersionOf(work.tx, personId)
  if (mailVersion === null) return refuse(notFound)
  const token = randomToken()
  await savePass(work.tx, randomUUID(), {
    person: { id: personId, mailVersion },
    tokenHash: secrets.hash(token),
    codeHash: null,
    leadsTo: ownPath(to),
    minutes: hours * 60,
  })
  return passAddress(config.publicUrl, token)
}
