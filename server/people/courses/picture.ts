/** The picture of a course: how large an upload may be, the size it is stored in, and where it is. */
import { shortId } from '#server/platform/ids.ts'
import type { PictureSize } from '#server/platform/pictures/picture.ts'

/** Largest picture one may send, in bytes. */
export const mostPicture = 5_000_000
/** The stored size: nearly twice as wide as the column of a page. */
export const pictureSize: PictureSize = { width: 1200, height: 514, fit: 'cover' }

/** The address of a course's picture, for those who see the course. */
export function pictureAddress(fileId: string | null): string | null {
  return fileId && `/files/${shortId(fileId)}`
}
