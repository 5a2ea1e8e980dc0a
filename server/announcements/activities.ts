/** What happens to announcements, and who gets a notice. */
import { z } from 'zod'
import { allMembers, itsPlanner, notConfirmed } from '#server/announcements/reads-recipients.ts'
import { activity } from '#server/platform/activity.ts'
import type { NoticeKind } from '#server/platform/notice-kind.ts'

const announced: NoticeKind = {
  kind: 'announcement',
  says: (t, values) => t('{name} announces: {title}', values),
  mail: 'its own',
  ownMail: 'announcement',
  inNameOfFact: 'voiceId',
}
const announcedAgain: NoticeKind = {
  kind: 'announcement_again',
  says: (t, values) => t('{name} changed an announcement: {title}', values),
  mail: 'its own',
  ownMail: 'announcement',
  inNameOfFact: 'voiceId',
}
const reminder: NoticeKind = {
  kind: 'announcement_reminder',
  says: (t, values) => t('{name} asks you to confirm that you have read “{title}”', values),
  mail: 'its own',
  ownMail: 'announcement',
  inNameOfFact: 'voiceId',
}
const stuck: NoticeKind = {
  kind: 'announcement_stuck',
  says: (t, values) => t('“{title}” was not published at its hour. It is a draft again.', values),
}

const inNameOf = { voiceId: z.string().optional() }

export const announcementScheduled = activity('announcement.scheduled', 'announcement')
export const announcementPublished = activity('announcement.published', 'announcement', inNameOf, [
  { recipients: allMembers, as: announced },
])
export const announcementChanged = activity('announcement.changed', 'announcement')
export const announcementSentAgain = activity('announcement.sent_again', 'announcement', inNameOf, [
  { recipients: allMembers, as: announcedAgain },
])
export const announcementMailed = activity('announcement.mailed', 'announcement', { mails: z.number() })
export const announcementReminded = activity('announcement.reminded', 'announcement', inNameOf, [
  { recipients: notConfirmed, as: reminder },
])
export const announcementConfirmed = activity('announcement.confirmed', 'announcement')
export const announcementPinned = activity('announcement.pinned', 'announcement', { until: z.string().nullable() })
export const announcementWithdrawn = activity('announcement.withdrawn', 'announcement')
export const announcementReturned = activity('announcement.returned', 'announcement')
export const announcementStuck = activity('announcement.stuck', 'announcement', {}, [
  { recipients: itsPlanner, as: stuck },
])
