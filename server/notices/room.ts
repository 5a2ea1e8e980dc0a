/**
 * The notices room: what app.ts mounts and other rooms may call.
 */
import * as activities from '#server/notices/activities.ts'
import { bouncedSection } from '#server/notices/bounced-section.ts'
import { digestMail } from '#server/notices/digest/digest-mail.ts'
import { gatherDigestJob, makeDigestsJob } from '#server/notices/digest/jobs.ts'
import { gatheredMail } from '#server/notices/gathered-mail.ts'
import { gatherJob, jobs } from '#server/notices/jobs.ts'
import { digestRoutes, stoppingRoutes } from '#server/notices/link-routes.ts'
import { inboxLive } from '#server/notices/live.ts'
import { gatheredMailsOf } from '#server/notices/notice.ts'
import { outboxRoutes } from '#server/notices/outbox/routes.ts'
import { pushOwnData } from '#server/notices/push/reads-own-data.ts'
import { pushRoutes } from '#server/notices/push/routes.ts'
import { mailsOwnData, rhythmOwnData, unconfirmedOwnData } from '#server/notices/reads-own-data.ts'
import { noticesRetention } from '#server/notices/retention.ts'
import { choiceRoutes, inboxRoutes } from '#server/notices/routes.ts'
import { dropUnmailed } from '#server/notices/store.ts'
import { unconfirmedRoutes } from '#server/notices/unconfirmed-answers/routes.ts'
import { unconfirmedSection } from '#server/notices/unconfirmed-answers/section.ts'
import { countUnread } from '#server/notices/views.ts'
import { declaredBy, noticeKindsOf } from '#server/platform/declared.ts'
import { mailKinds } from '#server/platform/mail/mail-kind.ts'
import type { Room } from '#server/platform/room.ts'

export { stopMails } from '#server/notices/choose-mails.ts'
export { notifyOfActivity } from '#server/notices/notify-of-activity.ts'

/**
 * The inbox, and the jobs that fill it.
 * @param others the rooms whose activities it shows, and whose mails a member may turn off
 */
export function notices(others: readonly Room[]): Room {
  const gathered = gatheredMailsOf(noticeKindsOf(others).values())
  const mails = [...gathered.map(gatheredMail), digestMail]
  const kinds = mailKinds([...others.flatMap((room) => room.mails ?? []), ...mails])
  return {
    name: 'notices',
    menuLines: [{ place: 20, path: '/inbox/settings', label: (t) => t('Mail settings') }],
    firstPageSections: [bouncedSection, unconfirmedSection],
    countUnread,
    activities: Object.values(activities),
    retentions: noticesRetention,
    ownData: [mailsOwnData, rhythmOwnData, pushOwnData, unconfirmedOwnData],
    endpoints: [
      ...pushRoutes,
      ...unconfirmedRoutes,
      ...inboxRoutes(others.flatMap((room) => room.kinds ?? [])),
      ...choiceRoutes(kinds),
      ...stoppingRoutes(kinds),
      ...digestRoutes(kinds),
    ],
    jobs: [...jobs, ...gathered.map(gatherJob), makeDigestsJob, gatherDigestJob],
    mails,
    liveChannels: [inboxLive],
    afterRestore: dropUnmailed,
  }
}

/**
 * The outbox.
 * @param others the rooms whose mails may wait in it
 */
export const outbox = (others: readonly Room[]): Room => ({
  name: 'outbox',
  menuLines: [{ place: 50, path: '/outbox', label: (t) => t('Outbox'), onlyWith: 'site_settings' }],
  endpoints: outboxRoutes(declaredBy(others)),
})
