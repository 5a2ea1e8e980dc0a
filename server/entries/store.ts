/**
 * Writes of entries. Its room writes the row of an entry's own kind: one statement writes both rows, and deleting a draft
 * deletes both.
 */
import { type InsertObject, type QueryCreator, sql, type UpdateObject } from 'kysely'
import type { DB } from '#database/types.ts'
import type { Permission } from '#server/platform/permission.ts'
import type { Work } from '#server/platform/work.ts'

/** An entry that is about to be written. */
export interface NewEntry {
  readonly id?: string
  readonly kind: string
  readonly communityId: string
  readonly title: string
  readonly language: string
  readonly authorId: string | null
  /** From when it is shown; null for a draft. */
  readonly shownFrom: Date | 'now' | null
  readonly shownUntil?: Date | null
  /** Who besides its author sees it while it is not shown. */
  readonly draftPermission?: Permission
}

/** What changes of an entry; what is left out stays. `published` leaves the moment of one that is shown already. */
export interface EntryChange {
  readonly title?: string
  readonly language?: string
  readonly shownFrom?: Date | 'published' | null
  readonly shownUntil?: Date | null
  /** Its place in lists becomes the newest. */
  readonly listed?: 'now'
  /** It becomes a thing of another kind, whose row is written with it. */
  readonly kind?: string
  readonly draftPermission?: Permission | null
}

/** Writes an entry: for `with`, so that the row of its kind is written by the same statement. It gives id, community and kind. */
export function newEntry(entry: NewEntry) {
  return (db: QueryCreator<DB>) =>
    db.insertInto('entry').values(columnsOf(entry)).returning(['entry.id', 'entry.community_id', 'entry.kind'])
}

function columnsOf(entry: NewEntry): InsertObject<DB, 'entry'> {
  return {
    id: entry.id,
    kind: entry.kind,
    community_id: entry.communityId,
    title: entry.title,
    language: entry.language,
    author_id: entry.authorId,
    shown_from: entry.shownFrom === 'now' ? sql<Date>`app_now()` : entry.shownFrom,
    shown_until: entry.shownUntil ?? null,
    draft_permission: entry.draftPermission ?? null,
  }
}

/** Changes an entry. */
export async function changeEntry(work: Work, id: string, change: EntryChange): Promise<void> {
  const { title, language, shownFrom, shownUntil, listed, kind, draftPermission } = change
  const set: UpdateObject<DB, 'entry'> = {
    title,
    language,
    shown_from: shownFrom === 'published' ? sql<Date>`least(coalesce(shown_from, app_now()), app_now())` : shownFrom,
    shown_until: shownUntil,
    listed_at: listed && sql<Date>`app_now()`,
    kind,
    draft_permission: draftPermission,
  }
  await work.tx.updateTable('entry').set(set).where('id', '=', id).execute()
}

/** Removes an entry from sight for good, or with null brings it back. Calling it again changes nothing. */
export async function removeEntry(
  work: Work,
  id: string,
  removal: { readonly by: string | null; readonly why?: string } | null,
): Promise<void> {
  await work.tx
    .updateTable('entry')
    .set({
      removed_at: removal ? sql<Date>`app_now()` : null,
      removed_by: removal?.by ?? null,
      removed_why: removal?.why ?? null,
    })
    .where('id', '=', id)
    .where('removed_at', removal ? 'is' : 'is not', null)
    .execute()
}

/** Deletes an entry that nobody but its writers ever saw, with the row of its kind and what hangs on it. */
export async function deleteEntry(work: Work, id: string): Promise<void> {
  await work.tx.deleteFrom('entry').where('id', '=', id).execute()
}
