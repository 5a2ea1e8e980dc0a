/**
 * Where uploaded bytes lie. A file is received under a temporary name, measured and hashed on the way, made durable,
 * and moved to `files/ab/<uuid>` before any row names it; a row that never came leaves an orphan, which is swept.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

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

export interface FileStore {
  /** Takes a stream in; at most `limit` bytes. Nothing is kept of an empty or too large one. */
  receive(stream: Readable, name: string, limit: number): Promise<Received | 'empty' | 'too_large'>
  /** The folder and name a file is served from. */
  place(id: string): { root: string; name: string }
  read(id: string): Readable
  remove(id: string): Promise<void>
  /** Ids of files older than an hour, for sweeping those that have no row. */
  listOld(): AsyncGenerator<string>
}

/** Keeps files in a folder of this machine. */
export function diskFiles(folder: string): FileStore {
  const pathOf = (id: string) => join(folder, id.slice(-2), id)
  return {
    async receive(stream, name, limit) {
      const id = randomUUID()
      const temporary = join(folder, 'incoming', id)
      await mkdir(join(folder, 'incoming'), { recursive: true })
      const hash = createHash('sha256')
      const heads: Buffer[] = []
      let bytes = 0
      let headBytes = 0
      await pipeline(
        stream,
        async function* measured(source: AsyncIterable<Buffer>) {
          for await (const chunk of source) {
            bytes += chunk.length
            if (bytes > limit) continue
            if (headBytes < 4096) {
              heads.push(chunk.subarray(0, 4096 - headBytes))
              headBytes += chunk.length
            }
            hash.update(chunk)
            yield chunk
          }
        },
        createWriteStream(temporary, { flags: 'wx', mode: 0o600 }),
      )
      if (bytes === 0 || bytes > limit) {
        await rm(temporary, { force: true })
        return bytes === 0 ? 'empty' : 'too_large'
      }
      const handle = await open(temporary, 'r+')
      await handle.sync()
      await handle.close()
      await mkdir(join(folder, id.slice(-2)), { recursive: true })
      await rename(temporary, pathOf(id))
      const head = Buffer.concat(heads)
      const received = { id, name: bareName(name), bytes, sha256: hash.digest('hex') }
      // Not enumerable, so that comparing an act with its repeat sees what was sent and not where it landed.
      const whole = Object.defineProperties(
        { ...received, head },
        { id: { enumerable: false }, head: { enumerable: false } },
      )
      arrived.add(whole)
      return whole
    },
    place: (id) => ({ root: join(folder, id.slice(-2)), name: id }),
    read: (id) => createReadStream(pathOf(id)),
    async remove(id) {
      await rm(pathOf(id), { force: true })
      // An upload that was cut off with the program lies there still.
      await rm(join(folder, 'incoming', id), { force: true })
    },
    async *listOld() {
      const before = Date.now() - 3_600_000
      for (const part of await readdir(folder).catch(() => [])) {
        for (const id of await readdir(join(folder, part)).catch(() => [])) {
          const { mtimeMs } = await stat(join(folder, part, id))
          if (mtimeMs < before) yield id
        }
      }
    },
  }
}

/** A file's own name: no folders, no control characters, at most 200 characters, never empty. */
export function bareName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = last
    .replace(/[\p{Cc}<>:"|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim()
  return clean.slice(-200) || 'file'
}
