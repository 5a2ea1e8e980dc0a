/** What one person was told and has not read goes out as one mail: answers below one entry, acts of moderation in one community. */
import { moderationMail, replyMail } from '#server/notices/mails.ts'
import { gatheredKinds, moderationKinds } from '#server/notices/notice.ts'
import { findEntryOf, takeUnmailed, type Unmailed } from '#server/notices/store.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import type { Work } from '#server/platform/work.ts'

/** For whom, and below which entry; or in which discussion of it. */
type Reader = { readonly personId: string } & ({ readonly entryId: string } | { readonly threadId: string })

/** Queues the mail about everything below an entry. @returns whether a mail was queued */
export async function gatherReplies(work: Work, reader: Reader): Promise<boolean> {
  const entryId = 'entryId' in reader ? reader.entryId : await findEntryOf(work, reader.threadId)
  if (entryId === null) return false
  const kinds = gatheredKinds(work.platform.declared.kinds)
  return gather(work, replyMail, { personId: reader.personId, kinds, where: { entryId } })
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
