/** Writes the picture of a course. */
import { sql } from 'kysely'
import { saveFileRow } from '#server/platform/file-rows.ts'
import type { Received } from '#server/platform/files.ts'
import type { Work } from '#server/platform/work.ts'

/** Sets the picture of a course, or with null takes it away; the file it replaces is marked as removed. */
export async function saveCoursePicture(
  work: Work,
  { communityId, courseId, uploadedBy }: { communityId: string; courseId: string; uploadedBy: string | null },
  picture: Received | null,
): Promise<void> {
  await sql`
    update file set removed_at = app_now()
    where removed_at is null and id = (select picture_file_id from course where id = ${courseId})`.execute(work.tx)
  if (picture) await saveFileRow(work.tx, picture, { communityId, mediaType: 'image/webp', use: 'course', uploadedBy })
  await work.tx
    .updateTable('course')
    .set({ picture_file_id: picture?.id ?? null })
    .where('id', '=', courseId)
    .execute()
}
