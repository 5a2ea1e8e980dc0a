/**
 * Pictures people upload are never shown as they came: each is read in a process of its own that has no settings, little memory
 * and ten seconds, and comes out as WebP of the size the page needs, without what a camera writes beside it.
 */
import { spawn } from 'node:child_process'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import type { FileStore, Received } from '#server/platform/files.ts'

/** The size of a picture as it will be kept, in pixels. `cover` fills it and cuts what is over; `inside` fits into it. */
export interface PictureSize {
  readonly width: number
  readonly height: number
  readonly fit: 'cover' | 'inside'
}

/** What a form's `accept` says for pictures. */
export const pictureTypes = 'image/jpeg,image/png,image/webp,image/gif,image/avif'

const program = fileURLToPath(new URL('./picture-process.ts', import.meta.url))
const patienceMs = 10_000
/** Pictures read at the same time; each may fill a core. */
const atOnce = 2
/** Uploads that wait for their turn; more are told to come back. */
const mostWaiting = 8

let running = 0
const waiting: (() => void)[] = []

/**
 * Makes the picture from a file that was received, and removes that file.
 * @returns the picture as a file of its own; `unreadable` where it is none of the kinds we read; `busy` where too many wait
 */
export async function makePicture(
  files: FileStore,
  original: Received,
  size: PictureSize,
): Promise<Received | 'unreadable' | 'busy'> {
  try {
    if (!looksLikePicture(original.head)) return 'unreadable'
    if (!(await takeTurn())) return 'busy'
    const made = await convert(files.read(original.id), size).finally(giveTurn)
    if (!made) return 'unreadable'
    const received = await files.receive(Readable.from([made.bytes]), 'picture.webp', made.bytes.length)
    if (typeof received === 'string') return 'unreadable'
    return Object.defineProperty(received, 'pixels', {
      value: { width: made.width, height: made.height },
      enumerable: false,
    })
  } finally {
    await files.remove(original.id)
  }
}

/** Does it begin like one of the kinds we read? What only says so in its name (a page, a drawing with script) does not get further. */
function looksLikePicture(head: Uint8Array): boolean {
  const text = Buffer.from(head.subarray(0, 16)).toString('latin1')
  return (
    text.startsWith('\x89PNG\r\n\x1a\n') ||
    text.startsWith('\xff\xd8\xff') ||
    /^GIF8[79]a/.test(text) ||
    (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') ||
    /^ftypavi[fs]/.test(text.slice(4))
  )
}

async function takeTurn(): Promise<boolean> {
  if (running < atOnce) {
    running += 1
    return true
  }
  if (waiting.length >= mostWaiting) return false
  await new Promise<void>((turn) => waiting.push(turn))
  return true
}

function giveTurn(): void {
  const next = waiting.shift()
  if (next) next()
  else running -= 1
}

async function convert(
  source: Readable,
  size: PictureSize,
): Promise<{ bytes: Buffer; width: number; height: number } | null> {
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=64', '--disable-warning=ExperimentalWarning', program, JSON.stringify(size)],
    {
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: patienceMs,
      killSignal: 'SIGKILL',
    },
  )
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', (code) => resolve(code))
  })
  const answer: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => answer.push(chunk))
  // A process that gives up on what it reads closes its end; its exit code says the rest.
  await pipeline(source, child.stdin).catch(() => undefined)
  if ((await ended) !== 0) return null
  const all = Buffer.concat(answer)
  return { width: all.readUInt32BE(0), height: all.readUInt32BE(4), bytes: all.subarray(8) }
}
