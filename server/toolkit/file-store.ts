/**
 * The rows of uploaded files. Bytes lie in the file store before their row is written, and go after it is gone.
 */
import { sql } from 'kysely'
import { saveFileRow } from '#server/platform/file-rows.ts'
import type { Received } from '#server/platform/files.ts'
import type { Work } from '#server/platform/work.ts'
import { dropFileTexts } from '#server/toolkit/file-text/store.ts'

export type FileUse = 'resource' | 'captions' | 'thumbnail'

/** A file that may get a small picture. */
export interface FileToPreview {
  readonly id: string
  readonly communityId: string | null
  readonly mediaType: string
}

/** Writes the row of a file that has arrived; its id is that of its bytes. */
export async function saveFile(
  work: Work,
  file: { communityId: string; received: Received; mediaType: string; use: FileUse; uploadedBy: string | null },
): Promise<string> {
  return saveFileRow(work.tx, file.received, file)
}

/** Takes files out of use; nobody reads them from now on, and their bytes go a month later. */
export async function retireFiles(work: Work, ids: readonly (string | null)[]): Promise<void> {
  const known = ids.filter((id) => id !== null)
  if (known.length === 0) return
  await work.tx
    .updateTable('file')
    .set({ removed_at: sql<Date>`app_now()` })
    .where('id', 'in', known)
    .where('removed_at', 'is', null)
    .execute()
  await dropFileTexts(work, known)
}

/** Deletes the rows of files that were taken out of use a month ago and that nothing names any more. */
export async function dropRetired(work: Work): Promise<void> {
  await sql`
    delete from file f where f.removed_at < app_now() - interval '30 days'
      and not exists (select from resource r where f.id in (r.file_id, r.captions_file_id, r.thumbnail_file_id))
      and not exists (select from community c where c.banner_file_id = f.id)`.execute(work.tx)
}

/** Files of resources for which nobody tried to draw a small picture yet, the oldest first. */
export async function filesToPreview(work: Work, most: number): Promise<FileToPreview[]> {
  return work.tx
    .selectFrom('file')
    .select(['id', 'community_id as communityId', 'media_type as mediaType'])
    .where('use', '=', 'resource')
    .where('preview_tried_at', 'is', null)
    .where('removed_at', 'is', null)
    .orderBy('uploaded_at')
    .limit(most)
    .execute()
}

/** Saves that a small picture was tried, and the picture if there is one. False where another process was faster. */
export async function savePreview(work: Work, file: FileToPreview, drawn: Received | null): Promise<boolean> {
  const { numUpdatedRows } = await work.tx
    .updateTable('file')
    .set({ preview_tried_at: sql<Date>`app_now()` })
    .where('id', '=', file.id)
    .where('preview_tried_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n || !drawn) return numUpdatedRows > 0n
  await saveFileRow(work.tx, drawn, {
    communityId: file.communityId,
    mediaType: 'image/webp',
    use: 'preview',
    uploadedBy: null,
    previewOf: file.id,
  })
  return true
}

/** Which of these ids have a row. */
export async function knownFiles(work: Work, ids: readonly string[]): Promise<Set<string>> {
  const rows = await work.tx.selectFrom('file').select('id').where(sql<boolean>`id = any(${ids}::uuid[])`).execute()
  return new Set(rows.map(({ id }) => id))
}
