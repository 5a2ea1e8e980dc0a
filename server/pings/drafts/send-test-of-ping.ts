/**
 * The mail as it will look, sent only to the writer of the draft.
 */
import { pingTestMail } from '#server/pings/mails.ts'
import { pingAddress } from '#server/pings/ping.ts'
import { maySend } from '#server/pings/policy.ts'
import { findPing, type PlacedPing } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Sends the writer of a draft its mail; its links lead to the preview.
 * @refuses not_found · forbidden · ping_sent · community_draft · community_archived
 */
export async function sendTestOfPing(work: Work, actor: Actor, where: PlacedPing) {
  const ping = await findPing(work, actor, where)
  const writerId = insist(maySend(actor, ping))
  const { id, communityId } = ping
  await queueMail(work, pingTestMail, { personId: writerId }, { communityId, payload: { pingId: id } })
  return { id, address: pingAddress(ping.slug, ping) }
}
