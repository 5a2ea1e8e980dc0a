/** Something happened: whoever should hear of it gets a notice, live in the bell, and by mail where its kind says so. */
import { gatheredMailsOf, inboxTopic } from '#server/notices/notice.ts'
import { findActivity, saveNotices, scheduleGathering } from '#server/notices/store.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Tells people of one activity, as its kind says whom. Its cost grows with those who hear of it; run again it tells nobody twice.
 * @returns how many were told just now
 */
export async function notifyOfActivity(work: Work, activityId: string): Promise<number> {
  const activity = await findActivity(work, activityId)
  if (!activity) return 0
  const notices = await saveNotices(work, activity)
  for (const { personId } of notices) work.touch(inboxTopic(personId))
  const kinds = work.platform.declared.notices
  for (const mail of gatheredMailsOf(activity.kind.notify.map(({ as }) => as))) {
    const hear = notices.filter(({ kind }) => kinds.get(kind)?.mail === mail).map(({ personId }) => personId)
    await scheduleGathering(work, activity, mail, hear)
  }
  return notices.length
}
