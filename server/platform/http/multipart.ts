/**
 * Forms that bring files. Each file goes straight to the file store, measured on the way; the fields arrive as usual,
 * and a file's field holds a {@link Received}. A file that is refused, or whose act is, is swept by the store later.
 */
import type { FastifyRequest } from 'fastify'
import type { Received } from '#server/platform/files.ts'
import type { ActEndpoint } from '#server/platform/http/endpoint.ts'
import { makePicture, type PictureSize } from '#server/platform/pictures/picture.ts'
import { notReady, refuse, refuseFields, typeUnknown } from '#server/platform/refuse.ts'
import type { Platform } from '#server/platform/work.ts'

/** Reads a multipart form: text fields as text, several of one name as a list, files as received by the store. */
export async function receiveForm(
  platform: Platform,
  row: ActEndpoint,
  request: FastifyRequest,
): Promise<Record<string, unknown>> {
  const body: Record<string, unknown> = {}
  if (!row.files) refuse(typeUnknown)
  const most = Math.max(0, ...Object.values(row.files).map(({ limit }) => limit ?? platform.config.uploadMax))
  for await (const part of request.parts({
    limits: { fileSize: most + 1, fieldSize: 1024 * 1024, fields: 200, files: 10 },
  })) {
    if (part.type === 'field') {
      const before = body[part.fieldname]
      const value = part.value
      body[part.fieldname] = before === undefined ? value : [before, value].flat()
      continue
    }
    const terms = row.files[part.fieldname]
    if (!terms) refuseFields({ [part.fieldname]: { says: 'There is no place for a file here.' } })
    if (!part.filename) {
      part.file.resume()
      continue
    }
    const limit = terms.limit ?? platform.config.uploadMax
    const received = await platform.files.receive(part.file, part.filename, limit)
    if (received === 'empty')
      refuseFields({ [part.fieldname]: { says: 'This file is empty, so nothing was kept. Choose it again.' } })
    if (received === 'too_large') {
      refuseFields({
        [part.fieldname]: {
          says: 'This file is larger than {most, number} MB, so nothing was kept. Choose a smaller one.',
          values: { most: Math.floor(limit / 1_000_000) },
        },
      })
    }
    body[part.fieldname] = terms.picture ? await pictureOf(platform, part.fieldname, received, terms.picture) : received
  }
  return body
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
