/**
 * Something happened: its recipients get a notice, live in the bell, and by mail where its kind says so. What it settles is read.
 */
import { gatheredMailsOf, inboxChannel } from '#server/notices/notice.ts'
import { planPushes } from '#server/notices/push/store.ts'
import { findActivity, saveNotices, saveSettled, scheduleGathering } from '#server/notices/store.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Notifies the recipients its kind declares. Its cost grows with their number; a second run notifies nobody twice.
 * @returns how many people got a notice just now
 */
export async function notifyOfActivity(work: Work, activityId: string): Promise<number> {
  const activity = await findActivity(work, activityId)
  if (!activity) return 0
  const notices = await saveNotices(work, activity)
  const settled = await saveSettled(work, activity)
  for (const { personId } of [...notices, ...settled]) work.touch(inboxChannel(personId))
  await planPushes(work, activityId)
  const kinds = work.platform.declared.notices
  for (const mail of gatheredMailsOf(activity.kind.notify.map(({ as }) => as))) {
    const hear = notices.filter(({ kind }) => kinds.get(kind)?.mail === mail).map(({ personId }) => personId)
    await scheduleGathering(work, activity, mail, hear)
  }
  return notices.length
}
