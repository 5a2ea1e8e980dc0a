/**
 * The last bytes of a backup: a hash over every byte before them, so that not one can change unnoticed. They stand in a
 * frame that zstd's own tools skip (RFC 8878, section 3.1.2).
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

const mark = Buffer.from('502a4d1820000000', 'hex')

/** How many bytes a seal takes. */
const length = mark.length + 32

/** Bytes as they come, and their seal after them. */
export async function* sealed(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of bytes) {
    hash.update(chunk)
    yield chunk
  }
  yield Buffer.concat([mark, hash.digest()])
}

/**
 * The bytes of a file before its seal.
 * @throws where the seal is missing or is that of other bytes, but only after all bytes were given
 */
export async function* unsealed(path: string): AsyncGenerator<Buffer> {
  const file = await open(path)
  const seal = Buffer.alloc(length)
  const { size } = await file.stat()
  await file.read(seal, 0, length, Math.max(0, size - length)).finally(() => file.close())
  if (size <= length || !seal.subarray(0, mark.length).equals(mark)) throw new Error('It has no seal.')
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { end: size - length - 1 })) {
    hash.update(chunk)
    yield chunk
  }
  if (!hash.digest().equals(seal.subarray(mark.length))) throw new Error('Its seal is broken.')
}
