/** Mails an announcement after all that was published while no mail could leave, to the members who were not mailed. */
import { announcementMailed } from '#server/announcements/activities.ts'
import { announcementAddress } from '#server/announcements/announcement.ts'
import { announcementMail } from '#server/announcements/mails.ts'
import { mayKeep } from '#server/announcements/policy.ts'
import { keptOf } from '#server/announcements/sending/reads-waiting.ts'
import { lockAnnouncement, type OneAnnouncement } from '#server/announcements/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import { queueKeptMails } from '#server/platform/mail/kept-mails.ts'
import { mailMode, mailWaits } from '#server/platform/mail/mail-mode.ts'
import { insist, refusal, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

export const noMailWaits = refusal('no_mail_waits', 409, 'No mail of this announcement waits, so nothing was sent.')

/**
 * Queues the kept mails of one that is out. Members who left or turned announcements off meanwhile get none.
 * @refuses not_found · forbidden · announcement_not_out · community_archived · mail_waits · no_mail_waits
 */
export async function sendWaitingMails(work: Work, actor: Actor, where: OneAnnouncement) {
  const { one } = await lockAnnouncement(work, actor, where)
  insist(mayKeep(actor, one))
  if (mailMode(work.platform.config, actor.site) !== 'leaves') refuse(mailWaits)
  const mails = await queueKeptMails(work, announcementMail, keptOf(one.id))
  if (mails === 0) refuse(noMailWaits)
  await work.record(announcementMailed, { communityId: one.communityId, by: actor, objectId: one.id, facts: { mails } })
  return { id: one.id, address: announcementAddress(one.slug, one), mails }
}
