/** What moderators did to one person's words in one community goes out as one mail. */
import { moderationMail } from '#server/notices/moderation-mail.ts'
import { takeUnmailedModeration } from '#server/notices/store.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Queues the mail about all of it that this person has not read. Each notice is taken once, so that no act is mailed twice.
 * @returns whether a mail was queued
 */
export async function gatherModeration(
  work: Work,
  { personId, communityId }: { personId: string; communityId: string },
): Promise<boolean> {
  const noticeIds = await takeUnmailedModeration(work, { personId, communityId })
  const [first] = noticeIds
  if (!first) return false
  return queueMail(
    work,
    moderationMail,
    { personId },
    { about: { kind: 'notice', id: first }, communityId, payload: { noticeIds } },
  )
}
