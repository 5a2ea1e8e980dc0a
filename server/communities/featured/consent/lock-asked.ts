/**
 * The consent that a person is deciding about, found by the mailed link or on their own list.
 */
import { type ConsentKey, consentOfOther, consentUnknown } from '#server/communities/featured/consent/consent.ts'
import { type AskedConsent, lockConsent } from '#server/communities/featured/consent/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Locks its row. A forwarded link does not work for a person who is signed in as somebody else, such as the one who asks.
 * @refuses not_found · consent_unknown · consent_of_other
 */
export async function lockAsked(work: Work, actor: Actor, key: ConsentKey): Promise<AskedConsent> {
  const me = personIdOf(actor)
  if ('consentId' in key) {
    const consent = await lockConsent(work, key.consentId)
    return consent?.personId === me ? consent : refuse(notFound)
  }
  const consent = await lockConsent(work, key.id)
  if (consent?.mailVersion !== key.version) return refuse(consentUnknown)
  return me && me !== consent.personId ? refuse(consentOfOther) : consent
}
