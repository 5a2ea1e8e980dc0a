/**
 * Withdraws a Ping that should not have been asked, or not like this. Its answers are destroyed; its words may be sent again.
 */
import type { z } from 'zod'
import { findCommunityById } from '#server/communities/room.ts'
import { pingWithdrawn } from '#server/pings/activities.ts'
import { saveChange, saveWithdrawal } from '#server/pings/closing/store.ts'
import { pingAddress, pingChannel } from '#server/pings/ping.ts'
import type { withdrawal } from '#server/pings/ping-input.ts'
import { mayDraft, mayWithdraw } from '#server/pings/policy.ts'
import { lockPing, saveDraft } from '#server/pings/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Withdraws an open Ping; the page shows who did it and why. With `anew` a new draft begins with its words, and replaces it once
 * it is sent.
 * @returns the address to go to next: the new draft, or the withdrawn Ping
 * @refuses not_found · forbidden · ping_not_open · community_archived
 */
export async function withdrawPing(work: Work, actor: Actor, { why, anew, ...where }: z.infer<typeof withdrawal>) {
  const ping = await lockPing(work, actor, where, 'update')
  insist(mayWithdraw(actor, ping, work.now))
  const writer = mayDraft(actor, ping)
  const successor = anew && writer.ok ? await draftAnew(work, actor, ping, writer.value) : null
  await saveChange(work, ping, { kind: 'withdrawn', by: personIdOf(actor), why, closesAt: null })
  await saveWithdrawal(work, ping.id, successor?.id ?? null)
  await work.record(pingWithdrawn, { communityId: ping.communityId, by: actor, objectId: ping.id })
  work.touch(pingChannel(ping.id))
  return { id: ping.id, address: successor?.address ?? pingAddress(ping.slug, ping), successor: successor?.id ?? null }
}

async function draftAnew(work: Work, actor: Actor, ping: Awaited<ReturnType<typeof lockPing>>, writerId: string) {
  const place = await findCommunityById(work, actor, ping.communityId)
  const words = {
    question: ping.question,
    options: ping.options.map(({ label }) => label),
    ending: { hours: ping.hours },
    voiceId: ping.voiceId,
    reminds: ping.reminds,
    audienceId: ping.audienceId,
  }
  const id = await saveDraft(work, place, writerId, words, ping.firstId)
  return { id, address: `${pingAddress(ping.slug, { id, question: ping.question })}/draft` }
}
