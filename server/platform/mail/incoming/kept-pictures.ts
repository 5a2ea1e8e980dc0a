/** Keeps the pictures of an answer, and puts them into its text. */
import { saveFileRow } from '#server/platform/file-rows.ts'
import type { StoredMail } from '#server/platform/mail/store.ts'
import { pictureMarkdown } from '#server/platform/pictures/picture-in-text.ts'
import type { Work } from '#server/platform/work.ts'
import type { MailedPicture } from './attached-files.ts'
import { placePictures } from './picture-marks.ts'

/**
 * Writes their rows, as those of pictures that the mail's recipient uploaded for a text.
 * @returns the text as Markdown: a picture stands where its author put it, and the others at the end
 */
export async function keepPictures(
  work: Work,
  { personId, community, t }: Pick<StoredMail, 'personId' | 'community' | 't'>,
  says: string,
  pictures: readonly MailedPicture[],
): Promise<string> {
  for (const { file } of pictures)
    await saveFileRow(work.tx, file, {
      communityId: community?.id ?? null,
      mediaType: 'image/webp',
      use: 'post',
      uploadedBy: personId,
    })
  const lines = pictures.map(({ file, cid, shows }) => [cid, pictureMarkdown(file.id, shows || t('Picture'))] as const)
  const within = new Map(lines.filter(([cid]) => cid !== null))
  const below = lines.flatMap(([cid, line]) => (cid === null ? [line] : []))
  return [placePictures(says, (cid) => within.get(cid)), ...below].filter(Boolean).join('\n\n')
}
