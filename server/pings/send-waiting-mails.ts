/**
 * Mails a Ping after all that was sent while no mail could leave, to the members who were not mailed.
 */
import { pingMailed } from '#server/pings/activities.ts'
import type { SentPing } from '#server/pings/drafts/send-ping.ts'
import { pingAddress } from '#server/pings/ping.ts'
import { mayClose } from '#server/pings/policy.ts'
import { lockPing, type PlacedPing, sendKeptMails } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { mailMode, mailWaits } from '#server/platform/mail/mail-mode.ts'
import { insist, refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const nothingWaits = refusal('nothing_waits', 409, 'No mail of this Ping waits, so nothing was sent.')

/**
 * Queues the kept mails of an open Ping. Members who left or turned Pings off meanwhile get none.
 * @refuses not_found · forbidden · ping_not_open · community_archived · mail_waits · nothing_waits
 */
export async function sendWaitingMails(work: Work, actor: Actor, where: PlacedPing): Promise<SentPing> {
  const ping = await lockPing(work, actor, where, 'update')
  insist(mayClose(actor, ping, work.now))
  if (mailMode(work.platform.config, actor.site) !== 'leaves') refuse(mailWaits)
  const mails = await sendKeptMails(work, ping.id)
  if (mails === 0) refuse(nothingWaits)
  await work.record(pingMailed, { communityId: ping.communityId, by: actor, objectId: ping.id, facts: { mails } })
  return { id: ping.id, address: pingAddress(ping.slug, ping), mails }
}
