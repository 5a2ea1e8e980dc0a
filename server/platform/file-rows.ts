/**
 * The rows of all files. The bytes lie in the file store before their row is written, and both have the same id.
 */
import type { Transaction } from 'kysely'
import type { DB } from '#database/types.ts'
import type { Received } from '#server/platform/files.ts'

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
