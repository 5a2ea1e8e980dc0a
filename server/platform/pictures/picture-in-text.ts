/** A picture in a text: the file we make of it, and how a text shows it. Pure. */
import { shortId } from '#server/platform/ids.ts'
import type { PictureSize } from './picture.ts'

/** The file we make of it: sharp at twice the width of a text. */
export const pictureSize: PictureSize = { width: 1600, height: 1600, fit: 'inside' }

/** The Markdown that shows it. Its alternative text loses the characters that would end it early. */
export function pictureMarkdown(fileId: string, shows: string): string {
  return `![${shows.replace(/[[\]\\]/g, '')}](/files/${shortId(fileId)})`
}
