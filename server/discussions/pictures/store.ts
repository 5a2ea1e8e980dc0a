import { daysUnused } from '#server/discussions/pictures/picture.ts'
import { saveFileRow } from '#server/platform/file-rows.ts'
import type { Received } from '#server/platform/files.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** Writes the row of a picture that has arrived. */
export async function savePicture(
  work: Work,
  { communityId, uploadedBy, picture }: { communityId: string; uploadedBy: string; picture: Received },
): Promise<void> {
  await saveFileRow(work.tx, picture, { communityId, mediaType: 'image/webp', use: 'post', uploadedBy })
}

/**
 * Releases the pictures that are a month old and that no text shows or ever showed.
 * @returns how many
 */
export async function retireUnusedPictures(work: Work): Promise<number> {
  const changed = await rows(work, idRow)`
    update file set removed_at = app_now()
    where use = 'post' and removed_at is null and uploaded_at < app_now() - make_interval(days => ${daysUnused})
      and not exists (select from text_picture x where x.file_id = file.id)
    returning id`
  return changed.length
}
