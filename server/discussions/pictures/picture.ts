/** A picture in a text: what it is made into, and how a text shows it. */
import { discussionsAddress } from '#server/discussions/thread.ts'
import { shortId } from '#server/platform/ids.ts'
import type { PictureSize } from '#server/platform/pictures/picture.ts'

/** What it is made into: sharp at twice the width of a text. */
export const pictureSize: PictureSize = { width: 1600, height: 1600, fit: 'inside' }
/** A picture that no text names so many days after it came is removed. */
export const daysUnused = 30

/** Where pictures for the texts of a community are sent. */
export function picturesAddress(slug: string): string {
  return `${discussionsAddress(slug)}/pictures`
}

/** The Markdown that shows a picture. What would end its words early is left out of them. */
export function pictureMarkdown(fileId: string, shows: string): string {
  return `![${shows.replace(/[[\]\\]/g, '')}](/files/${shortId(fileId)})`
}
