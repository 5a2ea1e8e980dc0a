/**
 * Forms that bring files. Each file goes straight to the file store, measured on the way; the fields arrive as usual,
 * and a file's field holds a {@link Received}. A file that is refused, or whose act is, is swept by the store later.
 */
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Received } from '#server/platform/files.ts'
import type { ActEndpoint } from '#server/platform/http/endpoint.ts'
import { makePicture, type PictureSize } from '#server/platform/pictures/picture.ts'
import { notReady, Refused, refuse, refuseFields, tooLarge, typeUnknown } from '#server/platform/refuse.ts'
import type { Platform } from '#server/platform/work.ts'

/** Files in one form at most, and bytes for what is typed beside them. */
const mostFiles = 10
const slack = 1024 * 1024

/**
 * Reads a multipart form into `body`: text fields as text, several of one name as a list, files as received by the store.
 * What is wrong with a file is said when all else has been read, so that nothing typed is lost.
 */
export async function receiveForm(
  platform: Platform,
  row: ActEndpoint,
  request: FastifyRequest,
  body: Record<string, unknown>,
): Promise<void> {
  const { files } = row
  if (!files) refuse(typeUnknown)
  const limitOf = (name: string) => files[name]?.limit ?? platform.config.uploadMax
  const most = Math.max(0, ...Object.keys(files).map(limitOf))
  if (Number(request.headers['content-length']) > most * mostFiles + slack) refuse(tooLarge)
  let refused: unknown = null
  const limits = { fileSize: most + 1, fieldSize: slack, fields: 200, files: mostFiles }
  for await (const part of request.parts({ limits })) {
    if (part.type === 'field') {
      const before = body[part.fieldname]
      const value = part.value
      body[part.fieldname] = before === undefined ? value : [before, value].flat()
    } else if (refused || !part.filename) {
      part.file.resume()
    } else {
      try {
        body[part.fieldname] = await receiveFile(platform, part, files[part.fieldname], limitOf(part.fieldname))
      } catch (problem) {
        if (!(problem instanceof Refused)) throw problem
        refused = problem
        part.file.resume()
      }
    }
  }
  if (refused) throw refused
}

async function receiveFile(
  platform: Platform,
  part: MultipartFile,
  terms: { readonly picture?: PictureSize } | undefined,
  limit: number,
): Promise<Received> {
  const name = part.fieldname
  if (!terms) refuseFields({ [name]: { says: 'There is no place for a file here.' } })
  const received = await platform.files.receive(part.file, part.filename, limit)
  if (received === 'empty') {
    refuseFields({ [name]: { says: 'This file is empty, so nothing was kept. Choose it again.' } })
  }
  if (received === 'too_large') {
    refuseFields({
      [name]: {
        says: 'This file is larger than {most, number} MB, so nothing was kept. Choose a smaller one.',
        values: { most: Math.floor(limit / 1_000_000) },
      },
    })
  }
  return terms.picture ? pictureOf(platform, name, received, terms.picture) : received
}

async function pictureOf(platform: Platform, field: string, received: Received, size: PictureSize): Promise<Received> {
  const made = await makePicture(platform.files, received, size)
  if (made === 'busy') refuse(notReady)
  if (made === 'unreadable') {
    refuseFields({
      [field]: {
        says: 'This is not a picture we can read, so nothing was kept. Choose a JPEG, PNG, WebP, AVIF or GIF.',
      },
    })
  }
  return made
}
