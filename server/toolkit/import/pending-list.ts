/**
 * A pending list: an editor has uploaded it and seen its preview, and not imported it yet. Its bytes stay in the file store
 * without a row, for the hour that orphans have. Its token is sealed, and opens only for the same person in the same community.
 */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import type { CommunityHead } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Received } from '#server/platform/files.ts'
import { detectMediaType } from '#server/platform/media-type.ts'
import { refuse, refuseFields } from '#server/platform/refuse.ts'
import { sealedAs } from '#server/platform/secrets.ts'
import { decodeText } from '#server/platform/text-encoding.ts'
import type { Look } from '#server/platform/work.ts'
import { longestList } from '#server/toolkit/import/list-counts.ts'

const noText = { says: 'A list is a text. This file is something else, so nothing of it was read.' }

/** A list as it came: pasted, or as a file. */
export interface UploadedList {
  readonly list: string
  readonly file?: Received
}

/** What a token holds: the file, its name where it came as one, where it was uploaded and by whom. */
const tokens = sealedAs<{ file: string; name: string | null; community: string; person: string | null }>('toolkit-list')

/**
 * Stores an uploaded list for an hour.
 * @returns its token
 * @refuses input_invalid where nothing was uploaded, or it is no text
 */
export async function savePendingList(look: Look, actor: Actor, community: CommunityHead, upload: UploadedList) {
  const file = upload.file ?? (await received(look, upload.list))
  if (upload.file) await checkText(upload.file)
  const name = upload.file ? upload.file.name : null
  const held = { file: file.id, name, community: community.id, person: personIdOf(actor) }
  return tokens.seal(look.platform.secrets, held)
}

/** The list behind a token; null where its hour is over, or it is somebody else's. */
export async function openPendingList(look: Look, actor: Actor, community: CommunityHead, token: string) {
  const held = tokens.open(look.platform.secrets, token)
  if (held?.community !== community.id || held.person !== personIdOf(actor)) return null
  const bytes = await buffer(look.platform.files.read(held.file)).catch((problem: NodeJS.ErrnoException) => {
    if (problem.code === 'ENOENT') return null
    throw problem
  })
  return bytes && [{ name: held.name, text: decodeText(bytes) ?? refuseFields({ file: noText }) }]
}

async function received(look: Look, list: string): Promise<Received> {
  if (list.trim() === '') refuseFields({ list: { says: 'Paste a list, or choose its file.' } })
  const file = await look.platform.files.receive(Readable.from([Buffer.from(list)]), 'list.md', longestList)
  if (typeof file === 'string') {
    refuseFields({
      list: {
        says: 'This list is longer than {most, number} characters. Send it in parts.',
        values: { most: longestList },
      },
    })
  }
  return file
}

async function checkText(file: Received): Promise<void> {
  const detected = await detectMediaType(file.head, file.name)
  if ('refused' in detected) refuse(detected.refused, { fields: { file: { says: detected.refused.says } } })
  if (!detected.mediaType.startsWith('text/')) refuseFields({ file: noText })
}
