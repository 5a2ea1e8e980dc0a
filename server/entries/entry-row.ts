/** Entries as rows, where no use case writes them: the demo's past, a seeded site. */
import type { Insertable } from 'kysely'
import type { DB } from '#database/types.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** An entry that was added and shown at a moment. */
export function entryRow(entry: Insertable<DB['entry']>, at: Date): TableRow {
  return row('entry', { ...entry, created_at: at, listed_at: at, shown_from: at })
}
