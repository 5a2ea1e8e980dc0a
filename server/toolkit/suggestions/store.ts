/** Suggestions for use cases, written. */
import { sql } from 'kysely'
import { changeEntry } from '#server/entries/room.ts'
import type { Work } from '#server/platform/work.ts'
import { saveColumns } from '#server/toolkit/store.ts'

/** Turns a draft that was just added into a suggestion. It waits for an editor, and nobody looks after it yet. */
export async function saveAsSuggestion(work: Work, id: string): Promise<void> {
  await saveColumns(work, id, { suggested_at: sql<Date>`app_now()`, owner_id: null })
}

/** Puts it into the Toolkit. The editor who accepted it looks after it. */
export async function saveAcceptance(work: Work, id: string, ownerId: string | null): Promise<void> {
  await changeEntry(work, id, { shownFrom: 'published' })
  await saveColumns(work, id, { owner_id: ownerId })
}

/** Declines it: only its author sees it, and other people may add the same address. */
export async function saveThanks(work: Work, id: string, { by, why }: { by: string | null; why: string }) {
  await changeEntry(work, id, { draftPermission: null })
  await saveColumns(work, id, { thanked_by: by, thanked_why: why, held_address: null })
}
