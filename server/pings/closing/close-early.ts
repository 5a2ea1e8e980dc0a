/**
 * The sender or a leader ends a Ping before its hour, and says why.
 */
import { close } from '#server/pings/closing/close-ping.ts'
import { saveChange, saveEndNow } from '#server/pings/closing/store.ts'
import { pingAddress } from '#server/pings/ping.ts'
import { mayClose } from '#server/pings/policy.ts'
import { lockPing, type PlacedPing } from '#server/pings/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Closes an open Ping now; the page shows who did it and why.
 * @refuses not_found · forbidden · ping_not_open · community_archived
 */
export async function closeEarly(work: Work, actor: Actor, { why, ...where }: PlacedPing & { readonly why: string }) {
  const ping = await lockPing(work, actor, where, 'update')
  insist(mayClose(actor, ping, work.now))
  await saveChange(work, ping, { kind: 'closed_early', by: personIdOf(actor), why, closesAt: work.now })
  await saveEndNow(work, ping.id)
  await close(work, ping, personIdOf(actor))
  return { id: ping.id, address: pingAddress(ping.slug, ping) }
}
