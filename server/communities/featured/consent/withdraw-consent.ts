/**
 * A person says no to a question, or takes their yes back. Entries sent before stay sent.
 */
import { consentRefused, consentWithdrawn } from '#server/communities/activities.ts'
import type { ConsentKey } from '#server/communities/featured/consent/consent.ts'
import { lockAsked } from '#server/communities/featured/consent/lock-asked.ts'
import { saveConsentEnd } from '#server/communities/featured/consent/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Ends a consent, and notifies the person who asked of a no. A second call changes nothing.
 * @returns what stood before: a question without an answer, or a yes
 * @refuses not_found · consent_unknown · consent_of_other
 */
export async function withdrawConsent(work: Work, actor: Actor, key: ConsentKey) {
  const consent = await lockAsked(work, actor, key)
  const { id, communityId, personId: actorId, askedBy, entry, givenAt, withdrawnAt } = consent
  const was = givenAt ? 'given' : 'asked'
  if (withdrawnAt) return { id, was }
  await saveConsentEnd(work, consent)
  if (was === 'given') {
    await work.record(consentWithdrawn, { communityId, by: actorId, objectId: id })
    return { id, was }
  }
  await work.record(consentRefused, {
    communityId,
    by: actorId,
    objectId: entry?.id ?? null,
    facts: { personId: askedBy },
  })
  return { id, was }
}
