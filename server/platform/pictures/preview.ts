/**
 * A small picture of an uploaded file: a PDF's first page, a picture shrunk. Drawn in a process of its own, which gets no settings,
 * little memory and some seconds.
 */
import type { FileStore, Received } from '#server/platform/files.ts'
import { runLimited } from '#server/platform/limited/run-limited.ts'
import { showsAs } from '#server/platform/media-type.ts'
import { keepPicture, type PictureSize } from '#server/platform/pictures/picture.ts'

const programs = {
  pdf: new URL('./first-page-process.ts', import.meta.url),
  picture: new URL('./picture-process.ts', import.meta.url),
}
/** Large enough to read a page on a phone. */
const sizes: Record<keyof typeof programs, PictureSize> = {
  pdf: { width: 1200, height: 1600, fit: 'inside' },
  picture: { width: 1200, height: 900, fit: 'inside' },
}

/**
 * Draws the preview of a file in the store; the file stays.
 * @returns the picture as a file of its own; null where none can be drawn; `busy` where too many wait
 */
export async function drawPreview(
  files: FileStore,
  { id, mediaType }: { id: string; mediaType: string },
): Promise<Received | 'busy' | null> {
  const kind = showsAs(mediaType)
  if (kind !== 'pdf' && kind !== 'picture') return null
  const ran = await runLimited({
    program: programs[kind],
    argument: sizes[kind],
    source: () => files.read(id),
    heapMb: 256,
    patienceMs: 20_000,
  })
  if (ran === 'busy') return 'busy'
  return ran.isDone ? keepPicture(files, ran.wrote) : null
}
