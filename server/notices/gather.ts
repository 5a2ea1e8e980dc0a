/** What one person was told and has not read goes out as one mail: answers below one entry, acts of moderation in one community. */
import { moderationMail, replyMail } from '#server/notices/mails.ts'
import { gatheredKinds, moderationKinds } from '#server/notices/notice.ts'
import { takeUnmailed, type Unmailed } from '#server/notices/store.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

/** Queues the mail about everything below an entry. @returns whether a mail was queued */
export function gatherReplies(work: Work, { personId, entryId }: { personId: string; entryId: string }) {
  return gather(work, replyMail, { personId, kinds: gatheredKinds(work.platform.declared.kinds), where: { entryId } })
}

/** Queues the mail about what moderators did in a community. @returns whether a mail was queued */
export function gatherModeration(work: Work, { personId, communityId }: { personId: string; communityId: string }) {
  return gather(work, moderationMail, { personId, kinds: moderationKinds, where: { communityId } })
}

/** Nothing where all is read: then there is nothing to say. Each notice is taken once, so that running it again queues nothing. */
async function gather(work: Work, mail: typeof replyMail, unmailed: Unmailed): Promise<boolean> {
  const notices = await takeUnmailed(work, unmailed)
  const [first] = notices
  if (!first) return false
  return queueMail(
    work,
    mail,
    { personId: unmailed.personId },
    {
      about: { kind: 'notice', id: first.id },
      communityId: first.communityId,
      payload: { noticeIds: notices.map(({ id }) => id) },
    },
  )
}
