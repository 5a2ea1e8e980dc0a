/**
 * The rows of all files. The bytes lie in the file store before their row is written, and both have the same id.
 */
import { randomUUID } from 'node:crypto'
import { sql, type Transaction } from 'kysely'
import type { DB } from '#database/types.ts'
import type { Received } from '#server/platform/files.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** What a file is for, and whose it is; a file of no community belongs to its person. */
export interface FileFacts {
  readonly communityId: string | null
  readonly mediaType: string
  readonly use: DB['file']['use']
  readonly uploadedBy: string | null
  /** Of a small picture: the file it shows. */
  readonly previewOf?: string
}

/** Writes the row of a file that has arrived. @returns its id */
export async function saveFileRow(
  tx: Transaction<DB>,
  file: Pick<Received, 'id' | 'name' | 'bytes' | 'pixels'>,
  { communityId, mediaType, use, uploadedBy, previewOf }: FileFacts,
): Promise<string> {
  await tx
    .insertInto('file')
    .values({
      id: file.id,
      community_id: communityId,
      name: file.name,
      media_type: mediaType,
      bytes: file.bytes,
      width: file.pixels?.width ?? null,
      height: file.pixels?.height ?? null,
      use,
      uploaded_by: uploadedBy,
      preview_of: previewOf ?? null,
    })
    .execute()
  return file.id
}

/**
 * Copies files of one community into another one, with their small pictures.
 * @returns the new ids by the old ones; a file whose bytes are gone has none
 */
export async function copyFiles(
  work: Work,
  ids: readonly string[],
  { toId, by }: { readonly toId: string; readonly by: string | null },
): Promise<ReadonlyMap<string, string>> {
  const found = await rows(work, idRow)`
    select f.id from file f
    where (f.id = any(${[...ids]}::uuid[]) or f.preview_of = any(${[...ids]}::uuid[])) and f.removed_at is null`
  const copies = new Map<string, string>()
  for (const { id } of found) {
    const copy = randomUUID()
    if (await work.platform.files.copy(id, copy)) copies.set(id, copy)
  }
  const pairs = JSON.stringify([...copies].map(([old, id]) => ({ old, id })))
  await sql`
    with pair as materialized (select * from json_to_recordset(${pairs}::json) as pair (old uuid, id uuid))
    insert into file (id, community_id, name, media_type, bytes, use, width, height, uploaded_by, preview_of, preview_tried_at)
    select pair.id, ${toId}::uuid, f.name, f.media_type, f.bytes, f.use, f.width, f.height, ${by}::uuid, whole.id, f.preview_tried_at
    from pair join file f on f.id = pair.old left join pair whole on whole.old = f.preview_of`.execute(work.tx)
  return copies
}
