/** The words in files of resources: which wait to be read, and what reading them came to. */
import { sql } from 'kysely'
import { z } from 'zod'
import type { FileText } from '#server/platform/file-text/file-text.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

const fileToRead = z.object({ id: z.string(), name: z.string(), mediaType: z.string(), bytes: z.number() })

/** Files whose words were not read yet, the newest first: somebody may look for these. */
export async function filesToRead(look: Look, most: number): Promise<z.infer<typeof fileToRead>[]> {
  return rows(look, fileToRead)`
    select f.id, f.name, f.media_type as "mediaType", f.bytes from file f
    where f.use in ('resource', 'captions') and f.community_id is not null and f.removed_at is null
      and not exists (select from file_text x where x.file_id = f.id)
    order by f.uploaded_at desc, f.id limit ${most}`
}

/** Saves what reading a file came to, unless the file went out of use meanwhile or another process was faster. */
export async function saveFileText(work: Work, fileId: string, { state, text, isCut }: FileText): Promise<void> {
  await sql`
    insert into file_text (file_id, community_id, state, text, is_cut)
    select f.id, f.community_id, ${state}, ${text}, ${isCut} from file f
    where f.id = ${fileId}::uuid and f.removed_at is null for share
    on conflict (file_id) do nothing`.execute(work.tx)
}

/** Drops the words of files that nobody reads from now on. */
export async function dropFileTexts(work: Work, fileIds: readonly string[]): Promise<void> {
  await work.tx.deleteFrom('file_text').where('file_id', 'in', fileIds).execute()
}
