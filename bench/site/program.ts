/**
 * The program under load: a process of its own, started as bin/start does, on a data folder that goes when it ends.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { freePort } from '#tests/support/server-process.ts'
import { type Cpu, cpuOf } from './cpu.ts'

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))
const semiSpace = fileURLToPath(new URL('../../server/platform/semi-space.ts', import.meta.url))
const guildhall = fileURLToPath(new URL('../../server/command-line/guildhall.ts', import.meta.url))
const patienceMs = 60_000
/** Node's, as bin/start gives them. */
const serverFlags = [...(process.env.GUILDHALL_NODE_FLAGS ?? '').split(' ').filter(Boolean), '--import', semiSpace]

/** A program that can be started, ended and killed again and again on the same data. */
export interface Program {
  readonly url: string
  /** All its settings, for commands that join it. */
  readonly environment: Readonly<Record<string, string>>
  readonly isUp: boolean
  /** Starts it; resolves with ms until the first page was answered with 200. */
  start(settings?: Readonly<Record<string, string>>): Promise<number>
  /** Ends it as Ctrl-C does, or by another signal. Resolves when it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>
  /** A command of bin/guildhall. Resolves with what it printed. */
  command(...args: string[]): Promise<string>
  /** What it has printed since it was started last. */
  output(): string
  /** Memory it holds (RSS), in MB. */
  memory(): number
  /** What it and its database have spent on the processors so far. */
  cpu(): Cpu
  /** Ends it and removes its data. */
  remove(): Promise<void>
}

/** Makes room for a program; nothing runs yet. `flags` are Node's. */
export async function prepareProgram({
  settings = {},
  flags = [],
}: {
  settings?: Readonly<Record<string, string>>
  flags?: readonly string[]
} = {}): Promise<Program> {
  const above = mkdtempSync(join(tmpdir(), 'guildhall-bench-'))
  // PostgreSQL's own user passes through here where the program runs as root.
  chmodSync(above, 0o711)
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const environment: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? '',
    ...fromRuntime(['NODE_COMPILE_CACHE', 'MALLOC_ARENA_MAX']),
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: join(above, 'data'),
    DEMO: 'off',
    ...settings,
  }
  let child: ChildProcess | null = null
  let printed = ''
  const hasEnded = () => !child || child.exitCode !== null || child.signalCode !== null
  const end = async (signal: NodeJS.Signals = 'SIGINT') => {
    if (!child || hasEnded()) return
    child.kill(signal)
    await once(child, 'exit')
  }
  return {
    url,
    environment,
    get isUp() {
      return !hasEnded()
    },
    async start(more = {}) {
      const started = performance.now()
      child = spawn(process.execPath, [...serverFlags, ...flags, main], {
        env: { ...environment, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      printed = ''
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (printed += text))
      while (!(await answersWith200(`${url}/sign-in`))) {
        if (hasEnded() || performance.now() - started > patienceMs) throw new Error(`It did not start.\n${printed}`)
        await wait(5)
      }
      return performance.now() - started
    },
    end,
    async command(...args) {
      const { stdout } = await promisify(execFile)(process.execPath, [guildhall, ...args], { env: environment })
      return stdout
    },
    output: () => printed,
    memory: () => memoryOf(child?.pid ?? 0),
    cpu: () => cpuOf(child?.pid ?? 0),
    async remove() {
      await end()
      rmSync(above, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}

/** The variables of bin/_runtime, for starting a program. */
function fromRuntime(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
}

/** Memory a process holds (RSS), in MB; where the system does not tell, not a number. */
function memoryOf(pid: number): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes) / 1024
  } catch {
    return Number.NaN
  }
}

async function answersWith200(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).status === 200
  } catch {
    return false
  }
}
