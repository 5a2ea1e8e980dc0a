/**
 * Writes a backup's file, entry by entry, as fast as the disk takes it in.
 */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import { pack } from 'tar-stream'
import { entryMark, type Manifest, manifestName } from '#server/archive/format.ts'
import { sealed } from '#server/archive/seal.ts'

export interface ArchiveWriter {
  text(name: string, text: string | Buffer): Promise<void>
  stream(name: string, size: number, bytes: AsyncIterable<Buffer>): Promise<void>
  /** Writes the manifest, with the hash over all that came before it, and makes the file durable. */
  finish(told: Omit<Manifest, 'sha256'>): Promise<Manifest>
  /** Lets go of the file, unfinished. */
  abandon(): Promise<void>
}

/**
 * Begins a file where there is none yet.
 * @throws as the file system does, then or at any later call: `EEXIST`, `ENOENT`, `EACCES`, `ENOSPC`
 */
export async function writeArchive(path: string): Promise<ArchiveWriter> {
  const out = await open(path, 'wx', 0o600)
  const tar = pack()
  const hash = createHash('sha256')
  const done = pipeline(Readable.from(tar), createZstdCompress(), sealed, out.createWriteStream({ flush: true }))
  // For an entry that can't be written the tar reports only that it is closed; the file's error says why.
  const orWhy = <T>(step: Promise<T>) => Promise.race([step.catch(() => done.then(() => step)), done.then(() => step)])
  done.catch(() => undefined)

  const write = async (name: string, size: number, bytes: AsyncIterable<Buffer> | Iterable<Buffer>) => {
    hash.update(entryMark(name, size))
    const entry = tar.entry({ name, size, mode: 0o600 })
    for await (const chunk of bytes) {
      hash.update(chunk)
      if (!entry.write(chunk)) await once(entry, 'drain')
    }
    const taken = once(entry, 'finish')
    entry.end(null)
    await taken
  }
  const stream: ArchiveWriter['stream'] = (name, size, bytes) => orWhy(write(name, size, bytes))
  const text = (name: string, text: string | Buffer) => {
    const bytes = Buffer.from(text as string)
    return orWhy(write(name, bytes.length, [bytes]))
  }
  return {
    text,
    stream,
    async finish(told) {
      const manifest = { ...told, sha256: hash.copy().digest('hex') }
      await text(manifestName, JSON.stringify(manifest, null, 2))
      tar.finalize()
      await done
      return manifest
    },
    async abandon() {
      tar.destroy()
      await done.catch(() => undefined)
    },
  }
}
