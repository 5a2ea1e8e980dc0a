/**
 * Erases a person. Who may is for the caller to know: the person themselves, or those who look after accounts.
 */
import { personErased } from '#server/identity/activities.ts'
import { type ErasureInput, lastOwner } from '#server/identity/erasing/erasing.ts'
import { deletePerson, lockOwners } from '#server/identity/erasing/store.ts'
import { readErasure } from '#server/identity/erasing/views.ts'
import { mayMakeKey, mayManageSignIn, signInAgain } from '#server/identity/policy.ts'
import { hasPassword, sessionBegunAt } from '#server/identity/reads-sign-in.ts'
import { noSessionCookie } from '#server/identity/session-cookie.ts'
import { mailHelps } from '#server/identity/sign-in-help.ts'
import type { Actor, PersonActor } from '#server/platform/actor.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import { insist, refuse, refuseFields } from '#server/platform/refuse.ts'
import { isSameName } from '#server/platform/words.ts'
import type { Look, Work } from '#server/platform/work.ts'

/**
 * Erases somebody for good. Their posts stay without a name, or their words go too.
 * @refuses not_found · last_owner · input_invalid where the name typed is another
 */
export async function erasePerson(
  work: Work,
  actor: Actor,
  personId: string,
  { posts, confirm }: ErasureInput,
): Promise<void> {
  await lockOwners(work)
  const { name, isLastOwner } = await readErasure(work, personId)
  if (isLastOwner) refuse(lastOwner)
  if (!isSameName(confirm, name))
    refuseFields({ confirm: { says: 'This is not the name {name}. Nothing was erased.', values: { name } } })
  if (posts === 'go') for (const forget of work.platform.declared.forgetWords) await forget(work, personId)
  await deletePerson(work, personId)
  await work.record(personErased, { communityId: null, by: actor, objectId: personId, facts: { posts } })
  work.touchPerson(personId)
}

/** Is the actor's sign-in fresh enough for it? Who finds a browser open erases nobody. */
export async function mayEraseThemselves(look: Look, me: PersonActor): Promise<boolean> {
  const has = { password: await hasPassword(look, me.personId), mails: mailHelps(look) }
  return mayMakeKey(has, await sessionBegunAt(look, me.sessionId), look.now)
}

/**
 * The actor erases themselves, after a sign-in of the last minutes.
 * @refuses session_needed · sign_in_again · last_owner · input_invalid
 */
export async function eraseMyself(work: Work, actor: Actor, asked: ErasureInput, request: RequestFacts): Promise<void> {
  const me = insist(mayManageSignIn(actor))
  if (!(await mayEraseThemselves(work, me))) refuse(signInAgain)
  await erasePerson(work, actor, me.personId, asked)
  request.giveCookie(noSessionCookie(work.platform.config.publicUrl))
}
