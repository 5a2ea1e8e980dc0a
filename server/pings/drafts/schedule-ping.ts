/**
 * The writer chooses the hour at which a Ping goes out by itself, chooses another, or takes it back.
 */
import { validSchedule } from '#server/pings/drafts/schedule.ts'
import { planSending } from '#server/pings/drafts/send-at-its-hour.ts'
import { readyToSend } from '#server/pings/drafts/send-ping.ts'
import { pingAddress } from '#server/pings/ping.ts'
import { maySend, mayTakeBack } from '#server/pings/policy.ts'
import { lockPing, type PlacedPing, saveSchedule, saveTakenBack } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { momentOf } from '#server/platform/calendar/moment.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Plans the sending of a draft, or moves it; whatever sending needs must be there already, and is asked again at the hour.
 * @param sendsAt a moment on the writer's clock, or with its offset
 * @refuses not_found · forbidden · ping_sent · community_draft · community_archived · input_invalid · voice_silent · voice_not_in_front
 */
export async function schedulePing(
  work: Work,
  actor: Actor,
  { sendsAt, ...where }: PlacedPing & { readonly sendsAt: string },
) {
  const ping = await lockPing(work, actor, where, 'update')
  insist(maySend(actor, ping))
  const at = insist(validSchedule(momentOf(sendsAt, actor.zone), ping, work.now))
  insist(await readyToSend(work, actor, ping, at))
  await saveSchedule(work, ping.id, at)
  await planSending(work, ping.id, at)
  return { id: ping.id, address: pingAddress(ping.slug, ping), sendsAt: at }
}

/**
 * Makes a scheduled Ping a draft again.
 * @refuses not_found · forbidden · ping_not_scheduled
 */
export async function takeBackSchedule(work: Work, actor: Actor, where: PlacedPing) {
  const ping = await lockPing(work, actor, where, 'update')
  insist(mayTakeBack(actor, ping))
  await saveTakenBack(work, ping.id, null)
  return { id: ping.id, address: pingAddress(ping.slug, ping) }
}
