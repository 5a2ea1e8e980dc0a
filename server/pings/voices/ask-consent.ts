/**
 * Somebody in front is asked, with the full text, whether a Ping may go out in their name.
 */
import { consentAsked } from '#server/pings/activities.ts'
import { pingAddress } from '#server/pings/ping.ts'
import { maySend } from '#server/pings/policy.ts'
import { lockPing } from '#server/pings/store.ts'
import { consentStateOf, noVoice, voiceRefused } from '#server/pings/voices/consent.ts'
import { consentMail } from '#server/pings/voices/mail.ts'
import { findConsent, saveAsking } from '#server/pings/voices/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { insist, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Asks by mail, once for these words; asked again without a change it does nothing.
 * @refuses not_found · forbidden · ping_sent · community_draft · community_archived · no_voice · voice_refused
 */
export async function askConsent(
  work: Work,
  actor: Actor,
  where: { readonly community: string; readonly pingId: string },
): Promise<{ id: string; address: string }> {
  const ping = await lockPing(work, actor, where, 'update')
  const askedBy = insist(maySend(actor, ping))
  const personId = ping.voiceId ?? refuse(noVoice)
  const done = { id: ping.id, address: pingAddress(ping.slug, ping) }
  const state = consentStateOf(await findConsent(work, ping, askedBy))
  if (state === 'refused') refuse(voiceRefused)
  if (state !== 'not_asked') return done

  const consentId = await saveAsking(work, ping, personId, askedBy)
  await queueMail(
    work,
    consentMail,
    { personId },
    {
      about: { kind: 'consent', id: consentId },
      communityId: ping.communityId,
      payload: { consentId },
      locale: ping.language,
    },
  )
  await work.record(consentAsked, {
    communityId: ping.communityId,
    actorId: askedBy,
    objectId: ping.id,
    facts: { personId },
  })
  return done
}
