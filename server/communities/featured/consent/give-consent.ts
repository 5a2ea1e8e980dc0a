/**
 * "Allow this one", or "Allow Ada until I say no": a featured person's yes, by the button of a mailed page or of their own list.
 */
import { consentGiven } from '#server/communities/activities.ts'
import {
  type ConsentKey,
  consentLate,
  consentUnknown,
  type Reach,
} from '#server/communities/featured/consent/consent.ts'
import { lockAsked } from '#server/communities/featured/consent/lock-asked.ts'
import { saveConsent } from '#server/communities/featured/consent/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Stores the yes of the person who was asked.
 * @refuses not_found · consent_unknown · consent_of_other · consent_late
 */
export async function giveConsent(work: Work, actor: Actor, { reach, ...key }: ConsentKey & { readonly reach: Reach }) {
  const { id, communityId, personId, askedBy, entry, ...said } = await lockAsked(work, actor, key)
  if (said.givenAt && !said.withdrawnAt && said.reach === reach) return { reach }
  if (!entry) refuse(consentUnknown)
  if (!entry.isDraft) refuse(consentLate)
  await saveConsent(work, id, reach)
  await work.record(consentGiven, {
    communityId,
    by: personId,
    objectId: entry.id,
    facts: { personId: askedBy, reach },
  })
  return { reach }
}
