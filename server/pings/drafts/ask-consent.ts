/**
 * Before a Ping is asked in somebody's name, that person gets a mail with its full text and is asked for consent.
 */
import { askConsent } from '#server/communities/room.ts'
import { pingAddress } from '#server/pings/ping.ts'
import { maySend } from '#server/pings/policy.ts'
import { lockPing, type PingRef } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist, refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const nobodyToAsk = refusal('no_voice', 409, 'This Ping is asked in your own name, so there is nobody to ask.')

/**
 * Asks once for these words.
 * @refuses not_found · forbidden · ping_sent · community_draft · community_archived · no_voice · voice_refused · voice_not_in_front
 */
export async function askPingConsent(work: Work, actor: Actor, where: PingRef) {
  const ping = await lockPing(work, actor, where, 'update')
  const askedBy = insist(maySend(actor, ping))
  const { id, communityId, language, voiceId } = ping
  await askConsent(work, { communityId, entryId: id, personId: voiceId ?? refuse(nobodyToAsk), askedBy, language })
  return { id, address: pingAddress(ping.slug, ping) }
}
