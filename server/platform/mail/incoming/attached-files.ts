/** The files that came with an answer: its pictures are made into pictures of the site, and what is not taken is named. */
import { Readable } from 'node:stream'
import { bareName, isReceived, type Received } from '#server/platform/files.ts'
import type { MessageValues } from '#server/platform/i18n.ts'
import { sayNotReceived } from '#server/platform/not-received.ts'
import { largestPicture, makePicture } from '#server/platform/pictures/picture.ts'
import { pictureSize } from '#server/platform/pictures/picture-in-text.ts'
import type { Platform } from '#server/platform/work.ts'
import type { IncomingFile, IncomingMail } from './parse-mail.ts'
import { picturesIn } from './picture-marks.ts'

/** A picture of the answer, in the file store; it has no row yet. */
export interface MailedPicture {
  readonly file: Received
  /** Where it stands in the text, if it does. */
  readonly cid: string | null
  /** The name of its file without what says its kind; `''` where it had none. */
  readonly shows: string
}

/** A file that is not posted, and why. */
export interface LeftFile {
  readonly name: string
  readonly says: string
  readonly values?: MessageValues
}

export interface AttachedFiles {
  readonly pictures: readonly MailedPicture[]
  readonly left: readonly LeftFile[]
}

export const noFiles: AttachedFiles = { pictures: [], left: [] }

/** As many as a form takes. */
const mostPictures = 10
/** In pixels, of either side. What is smaller within a text decorates it, and what is smaller than a letter counts openings. */
const least = { inText: 64, attached: 8 }

/** What programs put into a mail for each other. */
const ofPrograms = /^(?:text\/calendar|application\/(?:ics|(?:x-)?pkcs7-signature|pgp-(?:signature|keys|encrypted)))$/i
const pictureType = /^image\//i
const pictureName = /\.(?:jpe?g|png|webp|avif|gif|heic)$/i

/**
 * Takes them, outside of any transaction, as a picture takes up to ten seconds. What stands only in the HTML that is quoted, or in a
 * signature, is not the author's.
 * @throws where too many others wait for their pictures: the mail is read again later
 */
export async function takeFiles(
  platform: Platform,
  { files, html }: Pick<IncomingMail, 'files' | 'html'>,
  says: string,
): Promise<AttachedFiles> {
  const own = new Set(picturesIn(says))
  const shown = (cid: string | null) => cid !== null && html.includes(`cid:${cid}`)
  const pictures: MailedPicture[] = []
  const left: LeftFile[] = []
  for (const file of files.filter(({ type }) => !ofPrograms.test(type))) {
    const { cid, isInline } = file
    const name = bareName(file.name)
    if (!pictureType.test(file.type) && !pictureName.test(file.name)) {
      left.push({ name, says: 'This file was not taken. Add it on the page.' })
    } else if (shown(cid) && !own.has(cid ?? '')) {
      // It belongs to what is quoted.
    } else if (pictures.length === mostPictures) {
      left.push({
        name,
        says: 'No more than {most} pictures come with one answer. Add it on the page.',
        values: { most: mostPictures },
      })
    } else {
      const made = await madePicture(platform, file, name)
      if (!isReceived(made)) left.push({ name, ...made })
      else if (isTooSmall(made, isInline ? least.inText : least.attached)) await platform.files.remove(made.id)
      else pictures.push({ file: made, cid: shown(cid) ? cid : null, shows: file.name && name.replace(/\.[^.]*$/, '') })
    }
  }
  return { pictures, left }
}

async function madePicture({ files }: Platform, { content }: IncomingFile, name: string) {
  const received = await files.receive(Readable.from([content]), name, largestPicture)
  if (typeof received === 'string') return sayNotReceived(received, largestPicture)
  const made = await makePicture(files, received, pictureSize)
  if (made === 'busy') throw new Error('Too many pictures are being read.')
  return made
}

function isTooSmall({ pixels }: Received, side: number): boolean {
  return !pixels || Math.min(pixels.width, pixels.height) < side
}
