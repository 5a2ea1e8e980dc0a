/**
 * The discussion below an entry: opened and kept by the room that owns the entry.
 */

import { changeThreadBelow, saveThreadBelow } from '#server/discussions/store.ts'
import { type OpenDiscussion, threadChannel } from '#server/discussions/thread.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Opens the discussion of an entry. Nobody is told: the entry itself is the news. It is shown while its entry is.
 * Called again for the same entry it changes nothing.
 * @returns the thread's id
 */
export async function openDiscussion(work: Work, opening: OpenDiscussion): Promise<string> {
  return saveThreadBelow(work, opening)
}

/**
 * Switches the discussion of an entry on or off, gives it another prompt, or with nothing to change tells open pages of it
 * that the entry changed. Does nothing where there is none.
 */
export async function changeDiscussion(work: Work, entryId: string, change: { prompt?: string; isOff?: boolean }) {
  const threadId = await changeThreadBelow(work, entryId, change)
  if (threadId) work.touch(threadChannel(threadId))
}
