/**
 * "Allow this one", or "Allow Ada until I say no": a featured person's yes, by the button of a mailed page.
 */
import { consentUnknown, openConsentToken, type Reach } from '#server/pings/voices/consent.ts'
import { lockConsent, saveConsent } from '#server/pings/voices/store.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Stores the yes of whoever holds the link.
 * @refuses consent_unknown
 */
export async function giveConsent(
  work: Work,
  { token, reach }: { readonly token: string; readonly reach: Reach },
): Promise<{ reach: Reach }> {
  const opened = openConsentToken(work.platform.secrets, token) ?? refuse(consentUnknown)
  const consent = (await lockConsent(work, opened.id, opened.version)) ?? refuse(consentUnknown)
  if (consent.givenAt && !consent.withdrawnAt && consent.reach === reach) return { reach }
  await saveConsent(work, consent.id, reach)
  await work.record({
    communityId: consent.ping.communityId,
    actorId: consent.personId,
    verb: 'consent.given',
    objectKind: 'ping',
    objectId: consent.ping.id,
    facts: { personId: consent.askedBy, reach },
    tells: true,
  })
  return { reach }
}
