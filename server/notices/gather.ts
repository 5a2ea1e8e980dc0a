/** Unread notices of one person go out as one mail: about one entry, or about one community, as the mail is declared. */
import { addToHeld, takeUnmailed } from '#server/notices/store.ts'
import { queueMail } from '#server/platform/mail/queue.ts'
import type { GatheredMail } from '#server/platform/notice-kind.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Queues the mail, unless everything is read; what waits for a digest about the same gets longer instead. Each notice is taken once,
 * so that a second run queues nothing.
 * @param place the entry or community
 * @returns whether a mail was queued
 */
export async function gather(
  work: Work,
  gathered: GatheredMail,
  { personId, place }: { readonly personId: string; readonly place: string },
): Promise<boolean> {
  const mail = work.platform.declared.mails.get(gathered.kind)
  const notices = await takeUnmailed(work, gathered, { personId, place })
  const [first] = notices
  if (!mail || !first) return false
  const noticeIds = notices.map(({ id }) => id)
  if (await addToHeld(work, gathered, { personId, place, noticeIds })) return true
  const about = { kind: 'notice', id: first.id }
  return queueMail(work, mail, { personId }, { about, communityId: first.communityId, payload: { noticeIds } })
}
