/**
 * The picture that is the site's logo.
 */
import { sql } from 'kysely'
import { saveFileRow } from '#server/platform/file-rows.ts'
import type { Received } from '#server/platform/files.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Sets or removes the logo; the one before is marked as removed. */
export async function saveLogo(work: Work, uploadedBy: string | null, logo: Received | null): Promise<void> {
  await work.tx
    .updateTable('file')
    .set({ removed_at: sql`app_now()` })
    .where('use', '=', 'logo')
    .where('removed_at', 'is', null)
    .execute()
  if (logo) await saveFileRow(work.tx, logo, { communityId: null, mediaType: 'image/webp', use: 'logo', uploadedBy })
  await work.tx
    .updateTable('site')
    .set({ logo_file_id: logo?.id ?? null })
    .execute()
}

/** Is this file the logo now? */
export async function isLogo(look: Look, fileId: string): Promise<boolean> {
  const row = await look.db
    .selectFrom('site')
    .select('logo_file_id')
    .where('logo_file_id', '=', fileId)
    .executeTakeFirst()
  return row !== undefined
}
