/** An announcement goes out by mail to those it is for. */
import type { Announcement } from '#server/announcements/announcement.ts'
import { announcementMail, type WhyMailed } from '#server/announcements/mails.ts'
import { mailable, mailableUnconfirmed } from '#server/announcements/store.ts'
import { queueMailing } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Queues one mail for each; a reminder only for those who have not confirmed. One that asks to be confirmed waits for no digest.
 * @param causeId the activity it follows from, as the same may go out again
 * @returns how many
 */
export function mailAnnouncement(
  work: Work,
  one: Announcement,
  { why, causeId }: { readonly why: WhyMailed; readonly causeId: string },
): Promise<number> {
  return queueMailing(work, announcementMail, why === 'reminder' ? mailableUnconfirmed(one) : mailable(one), {
    about: { kind: 'announcement', id: one.id, causeId },
    communityId: one.communityId,
    payload: { why },
    locale: one.language,
    ...(one.asksConfirmation && { urgent: 'always' }),
  })
}
