/** The announcements room: what app.ts mounts and other rooms may call. */
import * as activities from '#server/announcements/activities.ts'
import { confirmRoutes } from '#server/announcements/confirming/routes.ts'
import { announcementsPart } from '#server/announcements/copy-store.ts'
import { announcementJobs } from '#server/announcements/jobs.ts'
import { announcementEntries } from '#server/announcements/kind.ts'
import { announcementLive, newAnnouncementsLive } from '#server/announcements/live.ts'
import { announcementMail } from '#server/announcements/mails.ts'
import { announcementPermissions } from '#server/announcements/permissions.ts'
import { announcementsPlan } from '#server/announcements/plan-part.ts'
import { planAfterRestore } from '#server/announcements/publish-announcement.ts'
import { announcementsOwnData } from '#server/announcements/reads-own-data.ts'
import { announcementRoutes } from '#server/announcements/routes.ts'
import { announcementsSection } from '#server/announcements/section.ts'
import { sendingRoutes } from '#server/announcements/sending/routes.ts'
import { announcementTestMail } from '#server/announcements/sending/test-mail.ts'
import { waitingAnnouncementMails } from '#server/announcements/sending/waiting-mails.ts'
import type { Room } from '#server/platform/room.ts'

export { announcementMail } from '#server/announcements/mails.ts'

export const announcements: Room = {
  name: 'announcements',
  permissions: announcementPermissions,
  kinds: [announcementEntries],
  tabs: [{ key: 'announcements', place: 28, path: '/announcements', label: (t) => t('Announcements') }],
  planParts: [announcementsPlan],
  copiedParts: [announcementsPart],
  sections: [announcementsSection],
  activities: Object.values(activities),
  endpoints: [...announcementRoutes, ...sendingRoutes, ...confirmRoutes],
  jobs: announcementJobs,
  mails: [announcementMail, announcementTestMail],
  waitingMails: [waitingAnnouncementMails],
  ownData: announcementsOwnData,
  liveChannels: [announcementLive, newAnnouncementsLive],
  afterRestore: planAfterRestore,
}
