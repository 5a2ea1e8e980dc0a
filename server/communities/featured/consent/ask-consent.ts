/**
 * Asks a featured person, with the full text, whether an entry may go out in their name.
 */
import { consentAsked } from '#server/communities/activities.ts'
import { type NameAsked, notFeatured, saidNo } from '#server/communities/featured/consent/consent.ts'
import { consentMail } from '#server/communities/featured/consent/mail.ts'
import { readNameUse } from '#server/communities/featured/consent/reads-consent.ts'
import { saveAsking } from '#server/communities/featured/consent/store.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Asks by mail, once for these words; a second call without a change does nothing. The caller has locked the entry's row, and
 * has checked that the actor may send it.
 * @refuses voice_refused · voice_not_in_front
 */
export async function askConsent(work: Work, asked: NameAsked & { readonly language: string }): Promise<void> {
  const { consent, isFeatured } = await readNameUse(work, asked)
  if (!isFeatured) refuse(notFeatured)
  if (consent === 'refused') refuse(saidNo)
  if (consent !== 'not_asked') return

  const { communityId, entryId, personId, askedBy } = asked
  const consentId = await saveAsking(work, asked)
  await queueMail(
    work,
    consentMail,
    { personId },
    {
      about: { kind: 'entry', id: entryId, causeId: consentId },
      communityId,
      payload: { consentId },
      locale: asked.language,
    },
  )
  await work.record(consentAsked, { communityId, by: askedBy, objectId: entryId, facts: { personId } })
}
