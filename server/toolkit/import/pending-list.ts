/**
 * A pending list: an editor has uploaded it and seen its preview, and not imported it yet. Its bytes stay in the file store
 * without a row, for the hour that orphans have. Its token is sealed, and opens only for the same person in the same community.
 */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import type { CommunityHead } from '#server/communities/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Received } from '#server/platform/files.ts'
import { tellMediaType } from '#server/platform/media-type.ts'
import { refuse, refuseFields } from '#server/platform/refuse.ts'
import { decodeText } from '#server/platform/text-encoding.ts'
import type { Look } from '#server/platform/work.ts'
import { longestList } from '#server/toolkit/import/list-counts.ts'

const purpose = 'toolkit-list'
const noText = { says: 'A list is a text. This file is something else, so nothing of it was read.' }

/** A list as it came: pasted, or as a file. */
export interface UploadedList {
  readonly list: string
  readonly file?: Received
}

const sealedList = z.object({
  file: z.string(),
  name: z.string().nullable(),
  community: z.string(),
  person: z.string().nullable(),
})

/**
 * Stores an uploaded list for an hour.
 * @returns its token
 * @refuses input_invalid where nothing was uploaded, or it is no text
 */
export async function savePendingList(look: Look, actor: Actor, community: CommunityHead, upload: UploadedList) {
  const file = upload.file ?? (await received(look, upload.list))
  if (upload.file) await checkText(upload.file)
  const name = upload.file ? upload.file.name : null
  const sealed = { file: file.id, name, community: community.id, person: personIdOf(actor) }
  return look.platform.secrets.seal(purpose, JSON.stringify(sealed))
}

/** The list behind a token; null where its hour is over, or it is somebody else's. */
export async function openPendingList(look: Look, actor: Actor, community: CommunityHead, token: string) {
  const opened = look.platform.secrets.unseal(purpose, token)
  const known = opened === null ? null : sealedList.safeParse(JSON.parse(opened))
  if (!known?.success) return null
  const { file, name, community: communityId, person } = known.data
  if (communityId !== community.id || person !== personIdOf(actor)) return null
  const bytes = await buffer(look.platform.files.read(file)).catch((problem: NodeJS.ErrnoException) => {
    if (problem.code === 'ENOENT') return null
    throw problem
  })
  return bytes && [{ name, text: decodeText(bytes) ?? refuseFields({ file: noText }) }]
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
  const told = await tellMediaType(file.head, file.name)
  if ('refused' in told) refuse(told.refused, { fields: { file: { says: told.refused.says } } })
  if (!told.mediaType.startsWith('text/')) refuseFields({ file: noText })
}
