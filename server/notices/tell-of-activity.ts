/** Something happened: whoever should hear of it gets a notice, live in the bell, and by mail where its kind says so. */
import { gatheredMailsOf, inboxTopic } from '#server/notices/notice.ts'
import { findActivity, saveNotices, scheduleGathering } from '#server/notices/store.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Tells people of one activity, as its kind says whom. Its cost grows with those who hear of it; run again it tells nobody twice.
 * @returns how many were told just now
 */
export async function tellOfActivity(work: Work, activityId: string): Promise<number> {
  const told = await findActivity(work, activityId)
  if (!told) return 0
  const notices = await saveNotices(work, told)
  for (const { personId } of notices) work.touch(inboxTopic(personId))
  const kinds = work.platform.declared.notices
  for (const mail of gatheredMailsOf(told.kind.tells.map(({ as }) => as))) {
    const hear = notices.filter(({ kind }) => kinds.get(kind)?.mail === mail).map(({ personId }) => personId)
    await scheduleGathering(work, told, mail, hear)
  }
  return notices.length
}
