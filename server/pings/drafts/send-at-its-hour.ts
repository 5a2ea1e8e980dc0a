/**
 * A scheduled Ping goes out at its hour, once: its row is held, and is no longer a scheduled one when it is let go.
 */
import { loadActorOf } from '#server/identity/room.ts'
import { pingNotSent } from '#server/pings/activities.ts'
import { goOut, readyToSend } from '#server/pings/drafts/send-ping.ts'
import { lockPing, saveTakenBack } from '#server/pings/store.ts'
import type { Actor, SystemActor } from '#server/platform/actor.ts'
import { forbidden, no } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** Plans the sending of a Ping; a second call replaces the hour. */
export async function planSending(work: Work, pingId: string, sendsAt: Date): Promise<void> {
  await work.enqueue('send-scheduled-ping', { pingId }, { at: sendsAt, key: `send-scheduled-ping/${pingId}` })
}

/**
 * Sends it as its writer would at this moment. Where they may not, or somebody's consent is missing, it becomes a draft again
 * that says why, and its writer gets a notice. Does nothing before its hour, or where it was taken back or sent.
 * @refuses not_found
 */
export async function sendAtItsHour(work: Work, system: SystemActor, pingId: string): Promise<void> {
  const ping = await lockPing(work, system, { pingId }, 'update')
  if (!ping.sendsAt) return
  if (ping.sendsAt > work.now) return planSending(work, ping.id, ping.sendsAt)
  const writer: Actor | null = ping.createdBy ? await loadActorOf(work.db, ping.createdBy) : null
  const ready = writer ? await readyToSend(work, writer, ping, work.now) : no(forbidden)
  if (ready.ok) {
    await goOut(work, ping, ready.value)
    return
  }
  await saveTakenBack(work, ping.id, ready.refusal.code)
  await work.record(pingNotSent, {
    communityId: ping.communityId,
    by: null,
    objectId: ping.id,
    facts: { personId: ping.createdBy },
  })
}
