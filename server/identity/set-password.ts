/**
 * Sets the actor's password: the first, or a new one.
 */
import { personPasswordSet } from '#server/identity/activities.ts'
import { endStreak } from '#server/identity/guess-store.ts'
import { isPassword, savePassword } from '#server/identity/password.ts'
import { mailPasswordSet } from '#server/identity/password-mails.ts'
import { mayMakeKey, mayManageSignIn, signInAgain } from '#server/identity/policy.ts'
import { hasPassword, sessionBegunAt } from '#server/identity/reads-sign-in.ts'
import { countWrongPassword, insistPasswordTaken } from '#server/identity/sign-in.ts'
import { mailHelps } from '#server/identity/sign-in-help.ts'
import { clientInSession, hashOfAddress } from '#server/identity/sign-in-limits.ts'
import { endApiTokens, endOtherSessions } from '#server/identity/store.ts'
import type { Actor, PersonActor } from '#server/platform/actor.ts'
import { inputInvalid, insist, refuse, refuseAndKeep } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export interface NewPassword {
  readonly current: string
  readonly password: string
  /** End all API tokens too. */
  readonly endsTokens: boolean
}

/**
 * Sets the actor's password, signs out all other browsers, and tells the person by mail. It takes the present one, or a sign-in
 * of the last minutes.
 * @refuses session_needed · sign_in_again · too_many · password_off · input_invalid (the present one is wrong; that counts as a try)
 */
export async function setPassword(work: Work, actor: Actor, { current, password, endsTokens }: NewPassword) {
  const me = insist(mayManageSignIn(actor))
  const isFirst = await provePerson(work, me, current)
  await savePassword(work, me.personId, password)
  const ended = await endOtherSessions(work.tx, me.personId, me.sessionId)
  const endedTokens = endsTokens ? await endApiTokens(work, me.personId) : 0
  work.touchPerson(me.personId)
  await work.record(personPasswordSet, {
    communityId: null,
    by: me.personId,
    objectId: me.personId,
    facts: { isFirst, endedTokens },
  })
  await mailPasswordSet(work, me.personId, isFirst)
  return { ended, endedTokens }
}

/**
 * By the present password, or by having signed in just now. Wrong ones count for this session alone: no stranger can use its tries up.
 * @returns whether it is their first password
 */
async function provePerson(work: Work, me: PersonActor, current: string): Promise<boolean> {
  const { secrets } = work.platform
  const has = { password: await hasPassword(work, me.personId), mails: mailHelps(work) }
  if (!has.password || !current) {
    if (!mayMakeKey(has, await sessionBegunAt(work, me.sessionId), work.now)) refuse(signInAgain)
    return !has.password
  }
  const client = clientInSession(secrets, hashOfAddress(secrets, me.email), me.sessionId ?? '')
  await insistPasswordTaken(work, client)
  if (!(await isPassword(work, me.personId, current))) {
    await countWrongPassword(work, client, me.email)
    refuseAndKeep(inputInvalid, { fields: { current: { says: 'This is not your current password.' } } })
  }
  await endStreak(work.tx, client, 'password')
  return false
}
