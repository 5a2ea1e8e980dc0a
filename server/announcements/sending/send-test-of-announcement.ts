/** The mail as it will look, sent only to the person who asks for it. */
import { announcementAddress } from '#server/announcements/announcement.ts'
import { mayPublish } from '#server/announcements/policy.ts'
import { announcementTestMail } from '#server/announcements/sending/test-mail.ts'
import { lockAnnouncement, type OneAnnouncement } from '#server/announcements/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import { insist } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Sends one who may publish it its mail; its links lead to the draft.
 * @refuses not_found · forbidden · announcement_out · announcement_in_draft · community_archived
 */
export async function sendTestOfAnnouncement(work: Work, actor: Actor, where: OneAnnouncement) {
  const { one } = await lockAnnouncement(work, actor, where)
  const personId = insist(mayPublish(actor, one))
  const { id, communityId } = one
  await queueMail(work, announcementTestMail, { personId }, { communityId, payload: { announcementId: id } })
  return { id, address: announcementAddress(one.slug, one) }
}
