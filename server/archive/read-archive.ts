/**
 * Reads a backup's file, entry by entry, and says in a sentence if the file is not a backup.
 */
import { createHash, type Hash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { extract } from 'tar-stream'
import { z } from 'zod'
import {
  entryMark,
  format,
  type Head,
  headName,
  headShape,
  isEntryName,
  type Manifest,
  manifestName,
  manifestShape,
} from '#server/archive/format.ts'
import { unsealed } from '#server/archive/seal.ts'

/** An entry while it passes by. */
export interface Entry {
  readonly name: string
  readonly size: number
  readonly bytes: AsyncIterable<Buffer>
}

/** What a file turned out to be, once all of it was read. */
export interface Checked {
  readonly head: Head
  readonly manifest: Manifest
}

/** Why a file can't be used as a backup, in a sentence. */
class BadArchive extends Error {}

/** Texts are some megabytes long; a longer one is not ours, and would fill the memory. */
const longestText = 64 * 1024 * 1024

export interface Reading {
  /** Is called with the head before anything else is read, and may refuse it. */
  meet?(head: Head): void | Promise<void>
  /** Is called with each entry between head and manifest in turn; the rest of an entry it does not read is read for the hash. */
  take?(entry: Entry): Promise<void>
}

/**
 * Reads a whole backup.
 * @throws BadArchive where it is none, is cut short, was changed, or is of a newer Guildhall; else what `meet` or `take` throws
 */
export async function readArchive(path: string, { meet, take }: Reading = {}): Promise<Checked> {
  const hash = createHash('sha256')
  let head: Head | null = null
  let manifest: Manifest | null = null
  for await (const { name, size, bytes: plain } of entriesOf(path)) {
    if (!isEntryName(name))
      throw new BadArchive(`${path} holds ${JSON.stringify(name)}, which no backup does. Nothing was taken from it.`)
    if (manifest || (name === headName) !== (head === null)) throw new BadArchive(`${path} is no backup of Guildhall.`)
    const before = hash.copy().digest('hex')
    hash.update(entryMark(name, size))
    const bytes = hashed(plain, hash)
    if (name === headName) {
      head = headOf(path, await textOf({ name, size, bytes }))
      await meet?.(head)
    } else if (name === manifestName) {
      manifest = parsed(path, manifestShape, await textOf({ name, size, bytes }))
      if (manifest.sha256 !== before) throw new BadArchive(damaged(path))
    } else await take?.({ name, size, bytes })
    for await (const _ of bytes);
  }
  if (!head || !manifest) throw new BadArchive(damaged(path))
  return { head, manifest }
}

function damaged(path: string): string {
  return `${path} is damaged: it was cut short, or something in it changed since it was made. Nothing was taken from it.`
}

/** The entries of a tar packed with zstd. Every error in it is reported as an error of the file. */
async function* entriesOf(path: string): AsyncGenerator<Entry> {
  const tar = extract()
  // Its errors reach the caller that reads the entries.
  pipeline(unsealed(path), createZstdDecompress(), tar as unknown as NodeJS.WritableStream).catch(() => undefined)
  for await (const source of withReason(path, tar)) {
    const { name, size, type } = source.header
    const bytes = withReason(path, source as AsyncIterable<Buffer>)
    yield { name: type === 'file' ? name : `${name} (${type})`, size, bytes }
  }
}

async function* withReason<T>(path: string, source: AsyncIterable<T>): AsyncGenerator<T> {
  const one = source[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { done, value } = await one.next().catch((problem) => {
        throw unreadable(path, problem)
      })
      if (done) return
      yield value
    }
  } finally {
    await one.return?.()
  }
}

function unreadable(path: string, problem: unknown): Error {
  const { code } = problem as NodeJS.ErrnoException
  if (code === 'ENOENT') return new BadArchive(`There is no file ${path}.`)
  if (code === 'EISDIR') return new BadArchive(`${path} is a folder. Name the file of a backup.`)
  if (code === 'EACCES') return new BadArchive(`This user may not read ${path}.`)
  return new BadArchive(damaged(path))
}

async function* hashed(source: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    hash.update(chunk)
    yield chunk
  }
}

/** An entry that is a text. @throws BadArchive where it is too long to be one */
export async function textOf({ name, size, bytes }: Entry): Promise<string> {
  if (size > longestText)
    throw new BadArchive(`${name} in it is ${size} bytes long, and no backup has a text of that length.`)
  const chunks: Buffer[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

function headOf(path: string, text: string): Head {
  const { format: theirs } = parsed(path, z.object({ format: z.number().int() }), text)
  if (theirs > format)
    throw new BadArchive(
      `${path} was made by a newer Guildhall (format ${theirs}; this one reads ${format}). Restore it with that version.`,
    )
  return parsed(path, headShape, text)
}

function parsed<T>(path: string, shape: z.ZodType<T>, text: string): T {
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    throw new BadArchive(damaged(path))
  }
}
