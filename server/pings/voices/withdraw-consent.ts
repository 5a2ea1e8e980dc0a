/**
 * Somebody takes their yes back. What was sent before stays sent.
 */
import { saveConsentEnd } from '#server/pings/voices/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Ends a consent of the actor's own.
 * @refuses not_found
 */
export async function withdrawConsent(work: Work, actor: Actor, consentId: string): Promise<{ id: string }> {
  const me = personIdOf(actor) ?? refuse(notFound)
  const communityId = (await saveConsentEnd(work, consentId, me)) ?? refuse(notFound)
  await work.record({ communityId, actorId: me, verb: 'consent.withdrawn', objectKind: 'consent', objectId: consentId })
  return { id: consentId }
}
