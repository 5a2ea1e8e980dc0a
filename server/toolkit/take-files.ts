/**
 * Takes in the files of a resource: tells what each is, refuses what may not be kept, and writes their rows.
 */
import type { CommunityHead } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Received } from '#server/platform/files.ts'
import { detectMediaType } from '#server/platform/media-type.ts'
import { refuse, refuseFields } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'
import { drawPreviewsTask } from '#server/toolkit/draw-previews.ts'
import { type FileUse, saveFile } from '#server/toolkit/file-store.ts'
import { readFileTextsTask } from '#server/toolkit/file-text/read-file-texts.ts'

/** The files sent with a resource's form. */
export interface CameAlong {
  readonly file?: Received
  readonly captions?: Received
  readonly thumbnail?: Received
}

/** The files that were saved: their ids, and the type of the main one. */
export interface Taken {
  readonly file: { readonly id: string; readonly name: string; readonly mediaType: string } | null
  readonly captionsId: string | null
  readonly thumbnailId: string | null
}

/**
 * Saves the files sent with the form.
 * @refuses file_active · file_false_name · input_invalid where captions are no WebVTT
 */
export async function takeFiles(work: Work, actor: Actor, community: CommunityHead, came: CameAlong): Promise<Taken> {
  const uploadedBy = personIdOf(actor)
  const keep = (received: Received, mediaType: string, use: FileUse) =>
    saveFile(work, { communityId: community.id, received, mediaType, use, uploadedBy })
  const main = came.file ? await typeOf(came.file, 'file') : null
  if (came.captions && (await typeOf(came.captions, 'captions')) !== 'text/vtt') {
    refuseFields({ captions: { says: 'Captions come as WebVTT, a file whose first line says WEBVTT.' } })
  }
  if (main) await work.enqueue(drawPreviewsTask, {}, { key: drawPreviewsTask })
  if (main || came.captions) await work.enqueue(readFileTextsTask, {}, { key: readFileTextsTask })
  return {
    file:
      came.file && main ? { id: await keep(came.file, main, 'resource'), name: came.file.name, mediaType: main } : null,
    captionsId: came.captions ? await keep(came.captions, 'text/vtt', 'captions') : null,
    // The platform has made it into a WebP of its own before this act began.
    thumbnailId: came.thumbnail ? await keep(came.thumbnail, 'image/webp', 'thumbnail') : null,
  }
}

async function typeOf(received: Received, field: 'file' | 'captions'): Promise<string> {
  const detected = await detectMediaType(
    received.head,
    field === 'captions' ? received.name.replace(/\.[^.]*$/, '') : received.name,
  )
  if ('refused' in detected) refuse(detected.refused, { fields: { [field]: { says: detected.refused.says } } })
  return detected.mediaType
}
