/**
 * What a person takes along, as one ZIP: a file of JSON for each thing that rooms keep of them, and the files they uploaded. It is
 * read and sent piece by piece, so it takes no more memory for somebody who wrote a lot.
 */

import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { ZipFile } from 'yazl'
import { ownBlocks } from '#server/identity/blocks/reads-blocks.ts'
import {
  listOwnFiles,
  type OwnFile,
  ownProfile,
  ownSessions,
  ownTokens,
  readOwnRows,
} from '#server/identity/own-data/reads-own-data.ts'
import type { PersonActor } from '#server/platform/actor.ts'
import { type Translate, translator } from '#server/platform/i18n.ts'
import { shortId } from '#server/platform/ids.ts'
import type { OwnData } from '#server/platform/own-data.ts'
import type { Look } from '#server/platform/work.ts'

/** What this room declares itself. */
export const identityOwnData: readonly OwnData[] = [ownProfile, ownSessions, ownTokens, ownBlocks]

/** Sends everything of the actor's own. */
export async function sendOwnData(look: Look, me: PersonActor, reply: FastifyReply): Promise<FastifyReply> {
  const t = translator(me.locale)
  const files = await listOwnFiles(look, me.personId)
  const parts = look.platform.declared.ownData
  const zip = new ZipFile()
  const packed = zip.outputStream as Readable
  let read: Readable | null = null
  const add = (name: string, compress: boolean, open: () => Promise<Readable>) =>
    zip.addReadStreamLazy(name, { mtime: look.now, compress }, (done) => {
      open().then(
        (stream) => {
          read = stream
          done(null, stream)
        },
        (problem) => packed.destroy(problem),
      )
    })
  const addText = (name: string, lines: AsyncIterable<string> | Iterable<string>) =>
    add(name, true, async () => Readable.from(lines))
  // A file that breaks off must not look whole; where its reader breaks off, nothing more is read for them.
  zip.on('error', (problem: Error) => packed.destroy(problem))
  packed.on('close', () => read?.destroy())
  addText(`${t('Read me')}.txt`, contents(parts, files, t))
  for (const part of parts) addText(`${part.name}.json`, jsonOf(readOwnRows(look, part, me.personId)))
  for (const file of files)
    add(`files/${nameInside(file)}`, false, async () => {
      const held = await look.platform.files.hold(file.id)
      return Readable.from(held ? held.bytes : [])
    })
  zip.end()
  return reply
    .header('content-type', 'application/zip')
    .header('content-disposition', `attachment; filename="guildhall-${look.now.toISOString().slice(0, 10)}.zip"`)
    .header('cache-control', 'private, no-store')
    .send(packed)
}

/** What stands in which file, for a reader. */
function* contents(parts: readonly OwnData[], files: readonly OwnFile[], t: Translate): Generator<string> {
  yield `${t('This is what this site keeps of you. The files that end in .json open in any editor.')}\r\n\r\n`
  for (const { name, says } of parts) yield `${name}.json: ${says(t)}\r\n`
  if (files.length > 0)
    yield `files: ${t('{n, plural, one {# file} other {# files}} that you uploaded', { n: files.length })}\r\n`
}

/** Rows as a list in JSON, a line each. */
async function* jsonOf(batches: AsyncIterable<readonly unknown[]>): AsyncGenerator<string> {
  let before = '[\n'
  for await (const rows of batches)
    for (const row of rows) {
      yield `${before}${JSON.stringify(row)}`
      before = ',\n'
    }
  yield before === '[\n' ? '[]\n' : '\n]\n'
}

/** A name that every system takes, and that no second file has. */
function nameInside({ id, name }: OwnFile): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what no file name may hold
  return `${shortId(id)} ${name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_')}`
}
