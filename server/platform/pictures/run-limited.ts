/**
 * Reads a stranger's file in a process of its own: no settings in its environment, little memory, seconds of time.
 */
import { spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'

/** Files read at the same time; each may fill a core. */
const atOnce = 2
/** Uploads that may wait for a slot; more are refused as busy. */
const mostWaiting = 8

let running = 0
const waiting: (() => void)[] = []

/** What a helper is given. */
export interface LimitedRun {
  /** The program, beside the caller. */
  readonly program: URL
  /** Its one argument, in JSON. */
  readonly argument: object
  /** What it reads from its standard input. */
  readonly source: () => Readable
  readonly heapMb: number
  readonly patienceMs: number
}

/** What a helper wrote, and whether it ended well; `busy` where too many wait. One that is too slow or too large is killed. */
export async function runLimited(job: LimitedRun): Promise<{ isDone: boolean; wrote: Buffer } | 'busy'> {
  if (!(await acquireSlot())) return 'busy'
  return run(job).finally(releaseSlot)
}

async function acquireSlot(): Promise<boolean> {
  if (running < atOnce) {
    running += 1
    return true
  }
  if (waiting.length >= mostWaiting) return false
  await new Promise<void>((resolve) => waiting.push(resolve))
  return true
}

function releaseSlot(): void {
  const next = waiting.shift()
  if (next) next()
  else running -= 1
}

async function run({
  program,
  argument,
  source,
  heapMb,
  patienceMs,
}: LimitedRun): Promise<{ isDone: boolean; wrote: Buffer }> {
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${heapMb}`,
      '--disable-warning=ExperimentalWarning',
      fileURLToPath(program),
      JSON.stringify(argument),
    ],
    { env: {}, stdio: ['pipe', 'pipe', 'ignore'], timeout: patienceMs, killSignal: 'SIGKILL' },
  )
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null))
    child.once('close', (code) => resolve(code))
  })
  const wrote: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => wrote.push(chunk))
  // A process that gives up on its input closes the pipe; its exit code says the rest.
  await pipeline(source(), child.stdin).catch(() => undefined)
  return { isDone: (await ended) === 0, wrote: Buffer.concat(wrote) }
}
