/**
 * The door of the notices room: what app.ts mounts and other rooms may call.
 */
import { noticeActivities } from '#server/notices/activities.ts'
import { jobs } from '#server/notices/jobs.ts'
import { inboxLive } from '#server/notices/live.ts'
import { moderationMail, replyMail } from '#server/notices/mails.ts'
import { outboxRoutes } from '#server/notices/outbox/routes.ts'
import { routes } from '#server/notices/routes.ts'
import { dropUnmailed } from '#server/notices/store.ts'
import { readUnread } from '#server/notices/views.ts'
import type { AnyMailKind } from '#server/platform/mail/mail-kind.ts'
import type { Room } from '#server/platform/room.ts'

export { tellOfActivity } from '#server/notices/tell-of-activity.ts'

/** The inbox, and the jobs that fill it. */
export const notices: Room = {
  name: 'notices',
  menuLines: [{ place: 20, path: '/inbox/settings', label: (t) => t('Mail settings') }],
  countUnread: readUnread,
  activities: noticeActivities,
  endpoints: routes,
  jobs,
  mails: [replyMail, moderationMail],
  topics: [inboxLive],
  afterRestore: dropUnmailed,
}

/**
 * The outbox. It shows the mails of every room, so app.ts tells it which there are.
 * @param declared gives the kinds of all rooms
 */
export function outbox(declared: () => readonly AnyMailKind[]): Room {
  return {
    name: 'outbox',
    menuLines: [{ place: 50, path: '/outbox', label: (t) => t('Outbox'), onlyWith: 'site_settings' }],
    endpoints: outboxRoutes(declared),
  }
}
