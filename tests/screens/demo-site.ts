/**
 * A demo site for pictures: the real program on a free port, with a data folder that goes when it ends.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from '#tests/support/server-process.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url))

export interface DemoSite {
  readonly url: string
  /** One-time sign-in addresses by first name, in lower case. */
  readonly signIns: ReadonlyMap<string, string>
  stop(): Promise<void>
}

/**
 * Starts a demo in English or German, or the one in a data folder; that folder is left to the caller.
 * @throws with what the program printed, where it does not come up
 */
export async function startDemoSite(language: 'en' | 'de', dataDir?: string): Promise<DemoSite> {
  const above = mkdtempSync(join(tmpdir(), 'guildhall-screens-'))
  // PostgreSQL's own user passes through here where the program runs as root.
  chmodSync(above, 0o711)
  const port = await freePort()
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: String(port),
      DATA_DIR: dataDir ?? join(above, 'data'),
      LANG: language,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (printed += text))
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const stop = async () => {
    if (!hasEnded()) {
      child.kill('SIGINT')
      await once(child, 'exit')
    }
    rmSync(above, { recursive: true, force: true, maxRetries: 3 })
  }
  const isOpen = () => printed.includes('signs in once')
  await waitFor(() => isOpen() || hasEnded()).catch(() => undefined)
  if (!isOpen()) {
    await stop()
    throw new Error(`The demo did not open.\n${printed}`)
  }
  const signIns = new Map(
    [...printed.matchAll(/^ {2}(\w+) [^,\n]+, .*: (http\S+)$/gm)].map(([, name = '', address = '']) => [
      name.toLowerCase(),
      address,
    ]),
  )
  return { url: `http://127.0.0.1:${port}`, signIns, stop }
}
