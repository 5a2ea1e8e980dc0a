/**
 * Reads a stranger's file in a process of its own: no settings in its environment, little memory, seconds of time.
 */
import { spawn } from 'node:child_process'
import { constants, setPriority } from 'node:os'
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
  /** What the whole process may use, where its heap and the time on the clock do not tell. */
  readonly mayUse?: LimitedUse
  /** Nobody waits for it, so everything else on the machine goes first. */
  readonly isInBackground?: boolean
}

/** What a process may use. */
export interface LimitedUse {
  /** All it holds; unpacked bytes lie outside of the heap. */
  readonly memoryMb: number
  /** How long it may work, without the time in which others had their turn. */
  readonly workMs: number
}

/** How a helper ended. */
export interface LimitedEnd {
  readonly isDone: boolean
  /** It was too slow or too large, and so it was killed. */
  readonly isKilled: boolean
  readonly wrote: Buffer
}

/** What a helper wrote, and whether it ended well; `busy` where too many wait. One that is too slow or too large is killed. */
export async function runLimited(job: LimitedRun): Promise<LimitedEnd | 'busy'> {
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

const watchUse = new URL('./watch-use.ts', import.meta.url)

async function run(job: LimitedRun): Promise<LimitedEnd> {
  const { program, argument, source, heapMb, mayUse, patienceMs, isInBackground = false } = job
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${heapMb}`,
      '--disable-warning=ExperimentalWarning',
      ...(mayUse ? ['--import', watchUse.href] : []),
      fileURLToPath(program),
      JSON.stringify(argument),
    ],
    {
      env: mayUse ? { MAY_USE: JSON.stringify(mayUse) } : {},
      stdio: ['pipe', 'pipe', 'ignore'],
      timeout: patienceMs,
      killSignal: 'SIGKILL',
    },
  )
  if (isInBackground && child.pid) letOthersGoFirst(child.pid)
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }))
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
  const wrote: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => wrote.push(chunk))
  // A process that gives up on its input closes the pipe; its exit code says the rest.
  await pipeline(source(), child.stdin).catch(() => undefined)
  const { code, signal } = await ended
  return { isDone: code === 0, isKilled: signal !== null, wrote: Buffer.concat(wrote) }
}

function letOthersGoFirst(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
  } catch {
    // It has ended already, or this machine has no such order.
  }
}
