/**
 * Where and on what the figures were taken.
 */
import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { findBinaries } from '#server/platform/postgres/binaries.ts'

export interface Machine {
  readonly takenAt: string
  /** It ends with a `+` where files were changed since. */
  readonly commit: string
  readonly cores: number
  readonly processor: string
  readonly memoryGb: number
  readonly node: string
  readonly postgres: string
  /** How much of the processors others used in the second before, in %: beyond a few, times are not to be relied on. */
  readonly busyBefore: number
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
    busyBefore: await busyShare(),
  }
}

async function busyShare(): Promise<number> {
  const sum = () => {
    const times = cpus().map((one) => one.times)
    const all = times.flatMap((one) => Object.values(one)).reduce((a, b) => a + b, 0)
    return { all, idle: times.reduce((a, { idle }) => a + idle, 0) }
  }
  const before = sum()
  await wait(1000)
  const after = sum()
  return Math.round((1 - (after.idle - before.idle) / (after.all - before.all)) * 100)
}

function commit(): string {
  try {
    const git = (...args: string[]) => execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim()
    return `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') ? '+' : ''}`
  } catch {
    return 'unknown'
  }
}
