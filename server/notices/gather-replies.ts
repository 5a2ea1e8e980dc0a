/** What was answered to one person below one entry goes out as one mail. */
import { replyMail } from '#server/notices/reply-mail.ts'
import { takeUnmailed } from '#server/notices/store.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Queues the mail about everything below the entry that this person has not read. Nothing where all is read: then there is
 * nothing to say. Each notice is taken once, so that running it again queues nothing.
 * @returns whether a mail was queued
 */
export async function gatherReplies(work: Work, reader: { personId: string; entryId: string }): Promise<boolean> {
  const notices = await takeUnmailed(work, reader)
  const [first] = notices
  if (!first) return false
  return queueMail(
    work,
    replyMail,
    { personId: reader.personId },
    {
      about: { kind: 'notice', id: first.id },
      communityId: first.communityId,
      payload: { noticeIds: notices.map(({ id }) => id) },
    },
  )
}
