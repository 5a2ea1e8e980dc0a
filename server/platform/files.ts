/**
 * Where uploaded bytes lie. A file is received under a temporary name, measured and hashed on the way, made durable,
 * and moved to `files/ab/<uuid>` before any row names it; a row that never came leaves an orphan, which is swept.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { copyFile, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isUuid } from '#server/platform/ids.ts'

/** A file that has arrived and lies in the store, but has no row yet. */
export interface Received {
  readonly id: string
  /** The name it came with, without any folder. */
  readonly name: string
  readonly bytes: number
  readonly sha256: string
  /** The first 4 KB, for telling its kind. */
  readonly head: Uint8Array
  /** Its size, where it is a picture that the site made (see pictures/picture.ts). */
  readonly pixels?: { readonly width: number; readonly height: number }
}

const arrived = new WeakSet<object>()

/** Did this come through a file store, and not as a look-alike in somebody's JSON? */
export function isReceived(value: unknown): value is Received {
  return typeof value === 'object' && value !== null && arrived.has(value)
}

/** A file that stays readable, even if it is removed, until its bytes were read or given up. */
export interface Held {
  readonly size: number
  readonly bytes: AsyncIterable<Buffer>
}

export interface FileStore {
  /** Takes a stream in; at most `limit` bytes. Nothing is kept of an empty or too large one. */
  receive(stream: Readable, name: string, limit: number): Promise<Received | 'empty' | 'too_large'>
  /** The folder and name a file is served from. */
  place(id: string): { root: string; name: string }
  read(id: string): Readable
  /** Opens a file that may be removed at any moment: from here on all of it can be read. Null where it is gone already. */
  hold(id: string): Promise<Held | null>
  /** Puts a file in its place under an id it had before, all at once; one that lies there under this id is replaced. */
  put(id: string, bytes: AsyncIterable<Buffer>): Promise<void>
  /** Puts the same bytes under a second id. Each of the two can be removed without the other. False where they are gone. */
  copy(id: string, to: string): Promise<boolean>
  remove(id: string): Promise<void>
  /** Ids of files older than an hour, for sweeping those that have no row. */
  listOld(): AsyncGenerator<string>
}

const anHour = 3_600_000

/** Keeps files in a folder of this machine. */
export function diskFiles(folder: string): FileStore {
  const incoming = join(folder, 'incoming')
  const partOf = (id: string) => {
    if (!isUuid(id)) throw new Error('That is no id of a file.')
    return join(folder, id.slice(-2))
  }
  /** Lets a file be written under a temporary name, and moves it to its place; one that is refused by a word leaves nothing. */
  async function bringIn<T>(id: string, write: (temporary: string) => Promise<T>): Promise<T> {
    const temporary = join(incoming, randomUUID())
    await mkdir(incoming, { recursive: true, mode: 0o700 })
    try {
      const written = await write(temporary)
      if (typeof written === 'string') return written
      await mkdir(partOf(id), { recursive: true, mode: 0o700 })
      await rename(temporary, join(partOf(id), id))
      await makeDurable(partOf(id))
      return written
    } finally {
      // An upload that broke off leaves nothing; one that arrived has been moved by now.
      await rm(temporary, { force: true })
    }
  }
  return {
    async receive(stream, name, limit) {
      const id = randomUUID()
      const measured = await bringIn(id, (temporary) => writeMeasured(stream, temporary, limit))
      if (typeof measured === 'string') return measured
      const { head, ...told } = measured
      // Not enumerable: so a repeated request is compared by what was sent, and not by where the file was stored.
      const whole = Object.defineProperties(
        { ...told, name: bareName(name), id, head },
        { id: { enumerable: false }, head: { enumerable: false } },
      )
      arrived.add(whole)
      return whole
    },
    place: (id) => ({ root: partOf(id), name: id }),
    read: (id) => createReadStream(join(partOf(id), id)),
    async hold(id) {
      const file = await open(join(partOf(id), id)).catch((problem) => {
        // A file that this user may not read is not gone.
        if (problem.code === 'ENOENT') return null
        throw problem
      })
      if (!file) return null
      const { size } = await file.stat()
      return { size, bytes: file.createReadStream() }
    },
    async put(id, bytes) {
      await bringIn(id, (temporary) => pipeline(bytes, createWriteStream(temporary, { mode: 0o600, flush: true })))
    },
    async copy(id, to) {
      await mkdir(partOf(to), { recursive: true, mode: 0o700 })
      const [from, target] = [join(partOf(id), id), join(partOf(to), to)]
      // A second name for the same bytes takes no room; a disk that has none of these gets a copy.
      const copied = await link(from, target)
        .catch((problem) => (problem.code === 'ENOENT' ? Promise.reject(problem) : copyFile(from, target)))
        .then(() => true)
        .catch((problem) => {
          if (problem.code === 'ENOENT') return false
          throw problem
        })
      if (copied) await makeDurable(partOf(to))
      return copied
    },
    remove: (id) => rm(join(partOf(id), id), { force: true }),
    async *listOld() {
      for await (const { part, name } of oldOnes(folder)) {
        // A program that was killed while a file arrived left half of it.
        if (part === 'incoming') await rm(join(incoming, name), { force: true })
        else if (isUuid(name)) yield name
      }
    },
  }
}

/** Writes a stream to a new file, durably, as long as it is within the limit. */
async function writeMeasured(stream: Readable, path: string, limit: number) {
  const hash = createHash('sha256')
  const heads: Buffer[] = []
  let bytes = 0
  let headBytes = 0
  await pipeline(
    stream,
    async function* measured(source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        bytes += chunk.length
        // The stream is read to its end all the same: a browser reads the answer only after it has sent everything.
        if (bytes > limit) continue
        if (headBytes < 4096) {
          heads.push(chunk.subarray(0, 4096 - headBytes))
          headBytes += chunk.length
        }
        hash.update(chunk)
        yield chunk
      }
    },
    createWriteStream(path, { flags: 'wx', mode: 0o600 }),
  )
  if (bytes === 0) return 'empty'
  if (bytes > limit) return 'too_large'
  await makeDurable(path)
  return { bytes, sha256: hash.digest('hex'), head: Buffer.concat(heads) }
}

async function makeDurable(path: string): Promise<void> {
  const handle = await open(path)
  await handle.sync().finally(() => handle.close())
}

async function* oldOnes(folder: string): AsyncGenerator<{ part: string; name: string }> {
  const before = Date.now() - anHour
  for (const part of await readdir(folder).catch(() => [])) {
    for (const name of await readdir(join(folder, part)).catch(() => [])) {
      const found = await stat(join(folder, part, name)).catch(() => null)
      if (found?.isFile() && found.mtimeMs < before) yield { part, name }
    }
  }
}

/** A file's own name: no folders, nothing that hides or turns letters around, at most 200 characters, never empty. */
export function bareName(name: string): string {
  const last = name.toWellFormed().normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}\p{Bidi_Control}<>:"|?*]/gu, '')
    .replace(/^[\s.]+/, '')
    .trimEnd()
  return [...clean].slice(-200).join('') || 'file'
}
