/**
 * Where and on what the figures were taken.
 */
import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { findBinaries } from '#server/platform/postgres/binaries.ts'

export interface Machine {
  readonly takenAt: string
  /** With a `+` behind it where files were changed since. */
  readonly commit: string
  readonly cores: number
  readonly processor: string
  readonly memoryGb: number
  readonly node: string
  readonly postgres: string
}

/** Tells the machine, the commit and the hour. */
export async function machine(): Promise<Machine> {
  return {
    takenAt: new Date().toISOString(),
    commit: commit(),
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    postgres: findBinaries().version,
  }
}

function commit(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim()
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') ? '+' : ''}`
  } catch {
    return 'unknown'
  }
}
