/**
 * Forms that bring files. Each file goes straight to the file store, measured on the way; the fields arrive as usual,
 * and a file's field holds a {@link Received}. The store later sweeps a file that was refused, or whose act was.
 */
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import { isReceived } from '#server/platform/files.ts'
import { cleanedText, mostFields } from '#server/platform/http/clean-fields.ts'
import type { ActEndpoint } from '#server/platform/http/endpoint.ts'
import { isMadeForAnother } from '#server/platform/http/made-for-another.ts'
import { sayNotReceived } from '#server/platform/not-received.ts'
import { makePicture } from '#server/platform/pictures/picture.ts'
import {
  type FieldProblems,
  inputInvalid,
  madeForAnother,
  notReady,
  refuse,
  refuseFields,
  tooLarge,
  typeUnknown,
} from '#server/platform/refuse.ts'
import type { Platform } from '#server/platform/work.ts'

type Places = NonNullable<ActEndpoint['files']>
type FileTerms = Places[string]

const mostFieldBytes = 1024 * 1024
const mostFiles = 10

/**
 * Reads a multipart form into `typed`: text fields as text, several of one name as a list, files as received by the store.
 * It is read to its end also where a file is refused, so that nothing typed after it is lost. No file is kept of a form that
 * was made for somebody else: it says so before its first file.
 * @refuses input_invalid for files · too_large · type_unknown · made_for_another
 */
export async function receiveForm(
  platform: Platform,
  row: ActEndpoint,
  actor: Actor,
  request: FastifyRequest,
  typed: Record<string, unknown>,
): Promise<void> {
  const { files } = row
  if (!files) refuse(typeUnknown)
  const placesNow = () => (isMadeForAnother(row, actor, typed) ? {} : files)
  const problems = await receiveParts(platform, placesNow, request, typed).catch((error: Error) => {
    if (brokenForm.test(error.message)) refuse(inputInvalid)
    throw error
  })
  if (isMadeForAnother(row, actor, typed)) refuse(madeForAnother)
  if (Object.keys(problems).length > 0) refuseFields(problems)
}

/** Reads the text fields of a multipart form alone; no file of it is kept. */
export async function receiveFieldsOnly(platform: Platform, request: FastifyRequest, typed: Record<string, unknown>) {
  await receiveParts(platform, () => ({}), request, typed).catch(() => undefined)
}

/** The parser's messages, which have no code, for a form that is cut off or was never one. */
const brokenForm = /^(Unexpected end of multipart|Part terminated early|File terminated early|Multipart: |Malformed)/

async function receiveParts(
  platform: Platform,
  placesNow: () => Places,
  request: FastifyRequest,
  typed: Record<string, unknown>,
): Promise<FieldProblems> {
  const most = Math.max(0, ...Object.values(placesNow()).map(({ limit }) => limit ?? platform.config.uploadMax))
  const problems: FieldProblems = {}
  for await (const part of request.parts({
    limits: { fileSize: most + 1, fieldSize: mostFieldBytes, fields: mostFields, files: mostFiles },
  })) {
    const name = part.fieldname
    if (part.type === 'field') {
      if (part.valueTruncated || part.fieldnameTruncated) refuse(tooLarge)
      const value = cleanedText(String(part.value))
      const before = typed[name]
      typed[name] = before === undefined ? value : [before, value].flat()
      continue
    }
    const got = await receiveFile(platform, placesNow()[name], part)
    if (isReceived(got)) typed[name] = got
    else if (got) problems[name] = got
  }
  return problems
}

/** The file as it was received, why it was not, or null where none was chosen. */
async function receiveFile(platform: Platform, terms: FileTerms | undefined, part: MultipartFile) {
  if (!part.filename || !terms) {
    part.file.resume()
    return part.filename ? { says: 'A file can’t be added here.' } : null
  }
  const limit = terms.limit ?? platform.config.uploadMax
  const received = await platform.files.receive(part.file, part.filename, limit)
  if (typeof received === 'string') return sayNotReceived(received, limit)
  if (!terms.picture) return received
  const made = await makePicture(platform.files, received, terms.picture)
  return made === 'busy' ? refuse(notReady) : made
}
