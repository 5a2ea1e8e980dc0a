/**
 * Pictures people upload are never shown as they came: each is read in a process of its own that has no settings, little memory
 * and ten seconds, and comes out as WebP of the size the page needs, without the camera's metadata.
 */
import { Readable } from 'node:stream'
import type { FileStore, Received } from '#server/platform/files.ts'
import { runLimited } from '#server/platform/limited/run-limited.ts'
import { detectMediaType, showsAs } from '#server/platform/media-type.ts'
import type { FieldProblems } from '#server/platform/refuse.ts'

/** The size of a picture as it will be kept, in pixels. `cover` fills it and cuts what is over; `inside` fits into it. */
export interface PictureSize {
  readonly width: number
  readonly height: number
  readonly fit: 'cover' | 'inside'
}

/** Why the helper process made nothing. */
export type WhyUnread =
  | { readonly why: 'broken' }
  | { readonly why: 'too_many_pixels'; readonly pixels: number; readonly most: number }

/** Largest picture that goes into a text, in bytes. */
export const largestPicture = 15_000_000
/** What a form's `accept` says for pictures. */
export const pictureTypes = 'image/jpeg,image/png,image/webp,image/gif,image/avif'

const patienceMs = 10_000

/**
 * Makes the picture from a file that was received, and removes that file.
 * @returns the picture as a file of its own; a sentence where it can't be read; `busy` where too many wait
 */
export async function makePicture(
  files: FileStore,
  original: Received,
  size: PictureSize,
): Promise<Received | FieldProblems[string] | 'busy'> {
  try {
    // A file that is a picture only by its name (a page, a drawing with script) stops here.
    const detected = await detectMediaType(original.head, '')
    const mediaType = 'refused' in detected ? null : detected.mediaType
    if (mediaType === null || showsAs(mediaType) !== 'picture') return notOurs(mediaType)
    const ran = await runLimited({
      program: new URL('./picture-process.ts', import.meta.url),
      argument: size,
      source: () => files.read(original.id),
      heapMb: 64,
      patienceMs,
    })
    if (ran === 'busy') return 'busy'
    return ran.isDone ? await keepPicture(files, ran.wrote) : sayWhy(reasonIn(ran.wrote))
  } finally {
    await files.remove(original.id)
  }
}

/** Keeps what a helper process wrote: its width, its height, and the WebP. */
export async function keepPicture(files: FileStore, wrote: Buffer): Promise<Received> {
  const bytes = wrote.subarray(8)
  const received = await files.receive(Readable.from([bytes]), 'picture.webp', bytes.length)
  if (typeof received === 'string') throw new Error(`A picture that was made is ${received}.`)
  return Object.defineProperty(received, 'pixels', {
    value: { width: wrote.readUInt32BE(0), height: wrote.readUInt32BE(4) },
    enumerable: false,
  })
}

function reasonIn(wrote: Buffer): WhyUnread | null {
  try {
    return JSON.parse(wrote.toString())
  } catch {
    // A process that was killed for its time or memory wrote nothing.
    return null
  }
}

function notOurs(mediaType: string | null): FieldProblems[string] {
  return mediaType === 'image/heic'
    ? {
        says: 'This is a HEIC picture, which few browsers show, so nothing was kept. Save it as a JPEG and choose that.',
      }
    : { says: 'This is not a picture we can read, so nothing was kept. Choose a JPEG, PNG, WebP, AVIF or GIF.' }
}

function sayWhy(reason: WhyUnread | null): FieldProblems[string] {
  if (!reason) {
    return {
      says: 'This picture takes too long to read, so nothing was kept. Save it smaller, or as a JPEG, and choose that.',
    }
  }
  if (reason.why === 'broken') {
    return {
      says: 'This picture is damaged or its end is missing, so nothing was kept. Save it again, or choose another.',
    }
  }
  const millions = (n: number) => Math.ceil(n / 1_000_000)
  return {
    says: 'This picture has {n, number} million pixels, and we read up to {most, number} million, so nothing was kept. Save it smaller and choose that.',
    values: { n: millions(reason.pixels), most: millions(reason.most) },
  }
}
