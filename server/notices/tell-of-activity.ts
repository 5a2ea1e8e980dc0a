/** Something happened: whoever should hear of it gets a notice, live in the bell, and by mail where it is an answer or a moderator's act. */
import { gatheredKinds, inboxTopic, moderationKinds } from '#server/notices/notice.ts'
import { findActivity, saveNotices, scheduleGathering, scheduleModerationMails } from '#server/notices/store.ts'
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
  const peopleTold = (kinds: readonly string[]) =>
    notices.filter(({ kind }) => kinds.includes(kind)).map(({ personId }) => personId)
  if (told.entryId) await scheduleGathering(work, told, peopleTold(gatheredKinds(work.platform.declared.kinds)))
  await scheduleModerationMails(work, told.communityId, peopleTold(moderationKinds))
  return notices.length
}
