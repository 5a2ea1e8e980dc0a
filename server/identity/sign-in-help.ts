/**
 * What helps somebody who is locked out: a link or a code by mail, or, where no mail leaves, the operator of the site.
 */
import { passOver, passwordOff } from '#server/identity/policy.ts'
import { type Refusal, refuse } from '#server/platform/refuse.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** The text of such a refusal on a site whose mail does not leave. Also in the demo, with its outbox. */
const withoutMail = new Map<Refusal, string>([
  [
    passOver,
    'This sign-in link no longer works: it has expired or was used. The people who run this site can make you a new one.',
  ],
  [
    passwordOff,
    'Too many wrong passwords were typed for this address, so its password is off. The people who run this site can make you a link: it signs you in, and switches the password on again.',
  ],
])

/** Does a mail from this site reach somebody who waits for it? */
export function mailHelps({ platform }: Pick<Look, 'platform'>): boolean {
  return platform.config.smtpUrl !== null
}

/** Ends the use case with a no that says what helps on this site. */
export function refuseWithHelp(work: Work, refusal: Refusal): never {
  const says = mailHelps(work) ? undefined : withoutMail.get(refusal)
  refuse(refusal, says ? { fields: { '': { says } } } : {})
}
