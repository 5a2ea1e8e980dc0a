/**
 * Who may do what with an account.
 */
import type { Actor, PersonActor } from '#server/platform/actor.ts'
import { no, refusal, signInFirst, type Verdict, yes } from '#server/platform/refuse.ts'

export const passOver = refusal(
  'pass_over',
  409,
  'This way in is over: its time has passed, or it was used. Ask for a new mail.',
)
export const firstOwnerOver = refusal(
  'first_owner_over',
  404,
  'This site has an owner already. Sign in, or ask them to add you.',
)
export const sessionNeeded = refusal(
  'session_needed',
  403,
  'This is done signed in in a browser, not with an API token.',
)

/** May the actor change what they say of themselves? */
export function mayEditProfile(actor: Actor): Verdict<PersonActor> {
  return actor.kind === 'person' ? yes(actor) : no(signInFirst)
}

/** May the actor change how they sign in? A token may not: what it could make would outlive it. */
export function mayManageSignIn(actor: Actor): Verdict<PersonActor> {
  if (actor.kind !== 'person') return no(signInFirst)
  return actor.via === 'session' ? yes(actor) : no(sessionNeeded)
}
