/**
 * The real program as a process of its own, for journeys and for tests that stop or kill it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Connection } from '#server/platform/postgres.ts'
import { waitFor, waitLimit } from '#tests/support/wait-for.ts'

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

/** The environment of our programs here: as from bin/_runtime, which caches compiled code, without the rest of the machine's. */
export const ownEnvironment = {
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
  GUILDHALL_QUERIES: process.env.GUILDHALL_QUERIES,
}

/** Its rows are compared as those of a test are. */
export const watched = ['--import', fileURLToPath(new URL('watched-rows.ts', import.meta.url))]

export interface ServerProcess {
  /** Where it answers, without a slash at the end. */
  readonly url: string
  readonly dataDir: string
  readonly child: ChildProcess
  /** Everything it has printed so far. */
  output(): string
  /** Ends it as Ctrl-C does (or by another signal) and resolves with its exit code once it is gone. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export interface ServerProcessOptions {
  /** Settings, on top of a free port and the data folder. */
  readonly settings?: Readonly<Record<string, string>>
  /** A data folder of an earlier start; without it a fresh one, removed after the file's tests. */
  readonly dataDir?: string
}

/**
 * Starts the program and resolves when it is ready to answer. It is stopped after the file's tests.
 * @throws with its output, where it ends instead
 */
export async function startServer(options: ServerProcessOptions = {}): Promise<ServerProcess> {
  const program = await spawnServer(options)
  await waitFor(
    async () => hasEnded(program) || (await isReady(program.url)),
    () => `The program is not ready.\n${program.output()}`,
  )
  if (hasEnded(program)) throw new Error(program.output())
  return program
}

/** Starts the program without waiting for it. It is stopped after the file's tests. */
export async function spawnServer({
  settings = {},
  dataDir = freshDataDir(),
}: ServerProcessOptions = {}): Promise<ServerProcess> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [...watched, main], {
    env: { ...ownEnvironment, PORT: String(port), DATA_DIR: dataDir, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text))
  const stop = async (signal: NodeJS.Signals = 'SIGINT') => {
    if (!hasEnded({ child })) {
      child.kill(signal)
      await once(child, 'exit')
    }
    return child.exitCode
  }
  after(() => stop())
  return { url, dataDir, child, output: () => printed, stop }
}

function hasEnded({ child }: Pick<ServerProcess, 'child'>): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

/** A folder for the data of a program under test, removed after the file's tests. */
export function freshDataDir(): string {
  const { dataDir, remove } = madeDataDir()
  after(remove)
  return dataDir
}

/** The same, where whoever asks removes it. Its parent may be passed through by others. */
export function madeDataDir(): { dataDir: string; remove(): void } {
  const above = mkdtempSync(join(tmpdir(), 'guildhall-test-'))
  chmodSync(above, 0o711)
  return { dataDir: join(above, 'data'), remove: () => rmSync(above, { recursive: true, force: true, maxRetries: 3 }) }
}

/** A database of the test server as DATABASE_URL says it. */
export function databaseUrl(connection: Connection): string {
  if ('connectionString' in connection) return connection.connectionString
  const { user, host, port, database } = connection
  return `postgres://${user}@${encodeURIComponent(host)}:${port}/${database}`
}

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(waitLimit) })).ok
  } catch {
    return false
  }
}
