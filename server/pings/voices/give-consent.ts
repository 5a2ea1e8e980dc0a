/**
 * "Allow this one", or "Allow Ada until I say no": a featured person's yes, by the button of a mailed page or of their own list.
 */
import { consentGiven } from '#server/pings/activities.ts'
import { type ConsentKey, consentLate, consentUnknown, type Reach } from '#server/pings/voices/consent.ts'
import { lockAsked } from '#server/pings/voices/lock-asked.ts'
import { saveConsent } from '#server/pings/voices/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Stores the yes of whoever was asked.
 * @refuses not_found · consent_unknown · consent_of_other · consent_late
 */
export async function giveConsent(
  work: Work,
  actor: Actor,
  { reach, ...key }: ConsentKey & { readonly reach: Reach },
): Promise<{ reach: Reach }> {
  const consent = await lockAsked(work, actor, key)
  const { ping } = consent
  if (consent.givenAt && !consent.withdrawnAt && consent.reach === reach) return { reach }
  if (!ping) refuse(consentUnknown)
  if (!ping.isDraft) refuse(consentLate)
  await saveConsent(work, consent.id, reach)
  await work.record(consentGiven, {
    communityId: consent.communityId,
    actorId: consent.personId,
    objectId: ping.id,
    facts: { personId: consent.askedBy, reach },
  })
  return { reach }
}
