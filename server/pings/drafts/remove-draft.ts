/**
 * The writer decides not to send a draft.
 */
import { keepLastingConsents } from '#server/communities/room.ts'
import { deleteEntry } from '#server/entries/room.ts'
import { pingsAddress } from '#server/pings/ping.ts'
import { mayRewrite } from '#server/pings/policy.ts'
import { lockPing, type PlacedPing } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Takes a draft away.
 * @refuses not_found · forbidden · ping_sent · community_archived
 */
export async function removeDraft(work: Work, actor: Actor, where: PlacedPing): Promise<{ address: string }> {
  const ping = await lockPing(work, actor, where, 'update')
  insist(mayRewrite(actor, ping))
  await keepLastingConsents(work, ping.id)
  await deleteEntry(work, ping.id)
  return { address: pingsAddress(ping.slug) }
}
