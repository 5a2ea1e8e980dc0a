/**
 * A data folder in which the demo has been opened already. The first file of a run that asks for one opens the demo in an
 * empty folder; that file and all others get a copy of it, which takes a moment where opening it takes many seconds.
 */
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freshDataDir, type ServerProcess, startServer } from '#tests/support/server-process.ts'
import { waitFor } from '#tests/support/wait-for.ts'

const shared = 'GUILDHALL_TEST_DEMO'

/** Makes the place where the test files of this run share the demo. They find it by their environment. */
export function makePlaceForDemo(): void {
  const place = mkdtempSync(join(tmpdir(), 'guildhall-demo-'))
  // PostgreSQL's own user passes through here where the tests run as root.
  chmodSync(place, 0o711)
  process.env[shared] = place
}

/** Removes it after the last file. */
export function removePlaceOfDemo(): void {
  const place = process.env[shared]
  if (place) rmSync(place, { recursive: true, force: true })
}

/** Starts the program on a demo of its own; see `startServer`. */
export async function startDemo(settings: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  return startServer({ settings, dataDir: await demoFolder() })
}

/** A data folder of one's own with the demo. It is removed after the file's tests. */
export async function demoFolder(): Promise<string> {
  const place = process.env[shared]
  const own = freshDataDir()
  if (!place) return openDemo(own)
  const opened = join(place, 'opened')
  while (!existsSync(opened)) {
    if (!begin(place)) await waitFor(() => existsSync(opened) || !existsSync(join(place, 'opening')))
    else await openFor(place)
  }
  // Where PostgreSQL's user may not enter the folder, the cluster lies elsewhere, and only its own folder leads there.
  if (existsSync(join(opened, 'postgres-is-at'))) return openDemo(own)
  const { status, stderr } = spawnSync('cp', ['-a', opened, own], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return own
}

/** True for the one file that is to open it; the others wait. */
function begin(place: string): boolean {
  try {
    mkdirSync(join(place, 'opening'), { mode: 0o711 })
    return true
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw problem
  }
}

async function openFor(place: string): Promise<void> {
  const opening = join(place, 'opening')
  try {
    renameSync(await openDemo(join(opening, 'data')), join(place, 'opened'))
  } finally {
    rmSync(opening, { recursive: true, force: true })
  }
}

async function openDemo(dataDir: string): Promise<string> {
  const program = await startServer({ dataDir })
  await waitFor(() => program.output().includes('signs in once'), program.output)
  await program.stop()
  return dataDir
}
