/**
 * bin/guildhall as an operator runs it: a process of its own, with its exit code and its output.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { ownEnvironment, watched } from '#tests/support/server-process.ts'

const program = fileURLToPath(new URL('../../server/command-line/guildhall.ts', import.meta.url))

export interface Ran {
  readonly code: number | null
  /** Standard output. */
  readonly out: string
  /** Standard error. */
  readonly err: string
}

/** Runs one command to its end. `settings` are its whole environment, beside what bin/_runtime sets. */
export async function runGuildhall(args: readonly string[], settings: Readonly<Record<string, string>>): Promise<Ran> {
  const child = spawn(process.execPath, [...watched, program, ...args], {
    env: { ...ownEnvironment, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (text) => (out += text))
  child.stderr.on('data', (text) => (err += text))
  await once(child, 'close')
  return { code: child.exitCode, out, err }
}
