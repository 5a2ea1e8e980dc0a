/**
 * A Ping goes out: open to every member at once, one mail to each, its discussion beside it, its end planned.
 */

import { lockNameUse, mayUseName } from '#server/communities/room.ts'
import { openDiscussion } from '#server/discussions/room.ts'
import { pingSent } from '#server/pings/activities.ts'
import { planClosing } from '#server/pings/closing/close-ping.ts'
import { validEnd } from '#server/pings/drafts/draft.ts'
import { pingMail } from '#server/pings/mails.ts'
import { nameAsked, newPingsChannel, type Ping, pingAddress, pingChannel } from '#server/pings/ping.ts'
import { maySend } from '#server/pings/policy.ts'
import { planReminder } from '#server/pings/reminding/remind-voters.ts'
import { ballotHolders, lockPing, type PlacedPing, saveOpening } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import { insist, type Verdict, yes } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** @returns the number of people it goes to by mail */
export interface SentPing {
  readonly id: string
  readonly address: string
  readonly mails: number
}

/**
 * Sends a draft: rows, mails, discussion and the end of it in one transaction.
 * @refuses not_found · forbidden · ping_sent · community_draft · community_archived · end_over · voice_silent · voice_not_in_front
 */
export async function sendPing(work: Work, actor: Actor, where: PlacedPing): Promise<SentPing> {
  const ping = await lockPing(work, actor, where, 'update')
  return goOut(work, ping, insist(await readyToSend(work, actor, ping, work.now)))
}

/** What is known of a Ping that can go out. */
interface Sending {
  readonly senderId: string
  readonly closesAt: Date
}

/** May its writer send it at this moment, does it still have an end ahead, and may it use the name it is asked in? */
export async function readyToSend(work: Work, actor: Actor, ping: Ping, at: Date): Promise<Verdict<Sending>> {
  const may = maySend(actor, ping)
  if (!may.ok) return may
  const end = validEnd(ping, at)
  if (!end.ok) return end
  const asked = nameAsked(ping, may.value)
  const using = asked ? mayUseName(await lockNameUse(work, asked)) : yes(true)
  return using.ok ? yes({ senderId: may.value, closesAt: end.value }) : using
}

/** Sends a Ping whose row is locked. */
export async function goOut(work: Work, ping: Ping, { senderId, closesAt }: Sending): Promise<SentPing> {
  await saveOpening(work, ping, { by: senderId, closesAt })
  const mails = await queueMailing(work, pingMail, ballotHolders(ping.id), {
    about: { kind: 'ping', id: ping.id },
    communityId: ping.communityId,
    payload: {},
    locale: ping.language,
    urgent: { until: closesAt },
  })
  await openDiscussion(work, {
    communityId: ping.communityId,
    entryId: ping.id,
    prompt: '',
    openedBy: ping.voiceId ?? senderId,
    followedBy: senderId,
  })
  await planClosing(work, ping.id, closesAt)
  await planReminder(work, ping, { from: work.now, until: closesAt })
  await work.record(pingSent, {
    communityId: ping.communityId,
    by: senderId,
    objectId: ping.id,
    facts: ping.voiceId ? { voiceId: ping.voiceId } : {},
  })
  work.touch(pingChannel(ping.id))
  work.touch(newPingsChannel(ping.communityId))
  return { id: ping.id, address: pingAddress(ping.slug, ping), mails }
}
