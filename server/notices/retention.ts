/**
 * What people were told and mailed, and the log it came from, as far as owners may have it deleted by its age.
 */
import { dropActivities, dropIncoming, dropMails, dropNotices } from '#server/notices/retention-store.ts'
import type { Retention } from '#server/platform/retention.ts'

export const noticesRetention: readonly Retention[] = [
  {
    kind: 'notices',
    place: 10,
    label: (t) => t('Notices'),
    destroys: (t) => t('What stands in people’s inboxes, read or not. What it was about stays.'),
    months: [3, 6, 12, 24, 36],
    forget: dropNotices,
  },
  {
    kind: 'mails',
    place: 20,
    label: (t) => t('Mails that were sent, and those that came in'),
    destroys: (t) =>
      t(
        'Which mail went to whom, when, and what the mail server said. Old Pings no longer tell how many mails left for them. Nobody answers a mail any more that is gone. The words of mails are never kept.',
      ),
    months: [6, 12, 24, 36],
    forget: async (work, before) => (await dropIncoming(work, before)) + (await dropMails(work, before)),
  },
  {
    kind: 'activities',
    place: 30,
    label: (t) => t('The log of what happened'),
    destroys: (t) =>
      t(
        'Who wrote, saved and changed what, and when, as far as no notice is about it. What they wrote stays, and so does the audit.',
      ),
    months: [12, 24, 36, 60],
    forget: dropActivities,
  },
]
