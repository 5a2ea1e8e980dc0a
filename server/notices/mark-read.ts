/** A person marks what they have read; the bell follows. Reading a thread needs no mark: its notices count as read. */
import { inboxChannel } from '#server/notices/notice.ts'
import { saveAllReadings, saveEntryReading, saveReading } from '#server/notices/store.ts'
import { type InboxCursor, readUnread } from '#server/notices/views.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { forbidden, notFound, refuse } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/** One notice, the notices about one entry, or everything up to a place in the inbox (null: everything). */
export type Reading = { readonly notice: string } | { readonly entry: string } | { readonly until: InboxCursor | null }

/**
 * Marks as read. What was read before stays as it was.
 * @returns how many are unread now, 10 at most
 * @refuses not_found where the notice is not theirs · forbidden for an actor who is no person
 */
export async function markRead(work: Work, actor: Actor, reading: Reading): Promise<{ unread: number }> {
  const personId = personIdOf(actor) ?? refuse(forbidden)
  if ('notice' in reading) {
    if (!(await saveReading(work, personId, reading.notice))) refuse(notFound)
  } else if ('entry' in reading) {
    await saveEntryReading(work, personId, reading.entry)
  } else {
    await saveAllReadings(work, personId, reading.until)
  }
  work.touch(inboxChannel(personId))
  return { unread: await readUnread(work, personId) }
}
