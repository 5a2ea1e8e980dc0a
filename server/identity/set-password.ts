/**
 * One's password: the first, or another.
 */
import { insistTriesLeft, saveTry } from '#server/identity/pass-store.ts'
import { checkPassword, savePassword } from '#server/identity/password.ts'
import { mayManageSignIn } from '#server/identity/policy.ts'
import { hashOfAddress } from '#server/identity/sign-in-pass.ts'
import { endOtherSessions } from '#server/identity/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { inputInvalid, insist, refuseAndKeep } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Sets the actor's password. Where they have one, the present one must be given, and all other browsers are signed out.
 * @refuses session_needed · too_many · input_invalid (the present one is wrong; that counts as a try)
 */
export async function setPassword(
  work: Work,
  actor: Actor,
  { current, password }: { current: string; password: string },
): Promise<{ ended: number }> {
  const { personId, sessionId, email } = insist(mayManageSignIn(actor))
  const addressHash = hashOfAddress(work.platform.secrets, email)
  await insistTriesLeft(work.tx, 'password', addressHash)
  const found = await checkPassword(work, personId, current)
  if (found === 'wrong') {
    await saveTry(work.tx, 'password', addressHash)
    refuseAndKeep(inputInvalid, { fields: { current: { says: 'This is not your present password.' } } })
  }
  await savePassword(work, personId, password)
  const ended = found === 'none' ? 0 : await endOtherSessions(work.tx, personId, sessionId)
  work.touchPerson(personId)
  await work.record({
    communityId: null,
    actorId: personId,
    verb: 'person.password_set',
    objectKind: 'person',
    objectId: personId,
  })
  return { ended }
}
