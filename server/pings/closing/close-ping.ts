/**
 * A Ping ends at its hour, or a member ends it before; the choices are forgotten some hours later.
 */

import { pingClosed } from '#server/pings/activities.ts'
import { forgetAfterHours } from '#server/pings/closing/forget-choices.ts'
import { mailResult } from '#server/pings/closing/result-mail.ts'
import { hasEnded, saveChange, saveClosing, saveCounts, saveEndNow, whoArchived } from '#server/pings/closing/store.ts'
import { type Ping, pingChannel } from '#server/pings/ping.ts'
import { lockPing } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { hour } from '#server/platform/clock.ts'
import { translator } from '#server/platform/i18n.ts'
import type { Work } from '#server/platform/work.ts'

/** Plans the end of a Ping; a second call replaces the hour. */
export async function planClosing(work: Work, pingId: string, closesAt: Date): Promise<void> {
  await work.enqueue('close-ping', { pingId }, { at: closesAt, key: `close-ping/${pingId}` })
}

/**
 * Closes a Ping whose end has come; does nothing where it is closed already, or was extended meanwhile.
 * The lock waits for votes under way: each is in the count, or refused.
 * @param result a Ping of a backup may have closed after it was made, and its result been mailed
 * @refuses not_found
 */
export async function closePing(
  work: Work,
  actor: Actor,
  pingId: string,
  result: 'is mailed' | 'may be out' = 'is mailed',
): Promise<void> {
  const ping = await lockPing(work, actor, { pingId }, 'update')
  if (ping.state !== 'open') return
  if (await hasEnded(work, ping.id)) {
    if (ping.communityStatus === 'archived') await saveArchiving(work, ping)
    await close(work, ping, null, result)
  } else if (ping.closesAt) await planClosing(work, ping.id, ping.closesAt)
}

/** Records with the Ping that its community was archived before its hour, and by whom. */
async function saveArchiving(work: Work, ping: Ping): Promise<void> {
  const why = translator(ping.language)('The community was archived.')
  await saveChange(work, ping, { kind: 'closed_early', by: await whoArchived(work, ping), why, closesAt: work.now })
  await saveEndNow(work, ping.id)
}

/** Closes a Ping whose row is locked, counts it, mails its result, and plans to forget who chose what. */
export async function close(
  work: Work,
  ping: Ping,
  by: string | null,
  result: 'is mailed' | 'may be out' = 'is mailed',
): Promise<void> {
  await saveClosing(work, ping.id)
  await saveCounts(work, ping)
  if (result === 'is mailed') await mailResult(work, ping)
  const at = new Date(work.now.getTime() + forgetAfterHours * hour)
  await work.enqueue('forget-choices', { pingId: ping.id }, { at, key: `forget-choices/${ping.id}` })
  await work.record(pingClosed, { communityId: ping.communityId, by, objectId: ping.id })
  work.touch(pingChannel(ping.id))
}
