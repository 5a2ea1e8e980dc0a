/** A picture in a text: the file we make of it, and how a text shows it. */
import { discussionsAddress } from '#server/discussions/thread.ts'
import { shortId } from '#server/platform/ids.ts'
import type { PictureSize } from '#server/platform/pictures/picture.ts'

/** The file we make of it: sharp at twice the width of a text. */
export const pictureSize: PictureSize = { width: 1600, height: 1600, fit: 'inside' }
/** Days after which a picture that no text names is removed. */
export const daysUnused = 30

/** The upload address for pictures in a community's texts. */
export function picturesAddress(slug: string): string {
  return `${discussionsAddress(slug)}/pictures`
}

/** The Markdown that shows a picture. Its alternative text loses the characters that would end it early. */
export function pictureMarkdown(fileId: string, shows: string): string {
  return `![${shows.replace(/[[\]\\]/g, '')}](/files/${shortId(fileId)})`
}
