/**
 * Who may do what with an account.
 */
import type { Actor, PersonActor } from '#server/platform/actor.ts'
import { minute } from '#server/platform/clock.ts'
import { no, refusal, signInFirst, type Verdict, yes } from '#server/platform/refuse.ts'

export const passOver = refusal(
  'pass_over',
  409,
  'This sign-in link no longer works: it has expired or was used. Ask for a new one.',
)
export const codesOff = refusal(
  'codes_off',
  409,
  'Too many wrong codes were typed, so codes are not taken here now. The link in the mail works: open it and press its button.',
)
export const passwordOff = refusal(
  'password_off',
  409,
  'Too many wrong passwords were typed for this address, so its password is off. Have a link mailed to you: it signs you in, and switches the password on again.',
)
export const signInAgain = refusal(
  'sign_in_again',
  403,
  'Nothing was done yet. This takes a sign-in of the last ten minutes: sign in again, then come back here.',
)
export const firstOwnerOver = refusal(
  'first_owner_over',
  404,
  'This site has an owner already. Sign in, or ask them to add you.',
)
export const sessionNeeded = refusal(
  'session_needed',
  403,
  'You can only do this signed in with a browser, not with an API token.',
)

/** May the actor change what they say of themselves? */
export function mayEditProfile(actor: Actor): Verdict<PersonActor> {
  return actor.kind === 'person' ? yes(actor) : no(signInFirst)
}

/** How old a sign-in may be to prove who makes a lasting key, in minutes: who finds a browser open shall not get one. */
const freshMinutes = 10

/**
 * May a lasting key be made on the session's word, a password or an API token? After a fresh sign-in, which is as good a proof as the
 * present password. Without a password also where no mail leaves: there nothing could prove more than the session does.
 */
export function mayMakeKey(has: { password: boolean; mails: boolean }, sessionBegunAt: Date | null, now: Date) {
  if (!has.password && !has.mails) return true
  return sessionBegunAt !== null && now.getTime() - sessionBegunAt.getTime() <= freshMinutes * minute
}

/** May the actor change how they sign in? A token may not: what it could make would outlive it. */
export function mayManageSignIn(actor: Actor): Verdict<PersonActor> {
  if (actor.kind !== 'person') return no(signInFirst)
  return actor.via === 'session' ? yes(actor) : no(sessionNeeded)
}
