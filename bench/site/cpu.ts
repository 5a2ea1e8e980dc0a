/**
 * Processor time of a program and of all it started, PostgreSQL among them, from Linux's own books.
 *
 * It says more than a rate on a machine that has other work: a process that waits for its turn spends none.
 */
import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds so far; two readings make a span. Not a number where the system does not tell. */
export interface Cpu {
  /** All threads of the program. */
  readonly web: number
  /** All processes of PostgreSQL. */
  readonly postgres: number
}

/** A tick of `/proc/<pid>/stat` is a hundredth of a second on Linux (proc(5), sysconf(_SC_CLK_TCK)). */
const tickMs = 10

/** What the process and its descendants have spent so far. */
export function cpuOf(pid: number): Cpu {
  const processes = readProcesses()
  const program = processes.get(pid)
  if (!program) return { web: Number.NaN, postgres: Number.NaN }
  const family = new Set([pid])
  // A child may be listed before its parent, so the list is read until it brings nothing new.
  for (let size = 0; size < family.size; ) {
    size = family.size
    for (const [id, { parent }] of processes) if (family.has(parent)) family.add(id)
  }
  const others = [...family].filter((id) => id !== pid).flatMap((id) => processes.get(id) ?? [])
  // A process of PostgreSQL that has ended is in its parent's books.
  return { web: program.own, postgres: others.reduce((sum, { own, ended }) => sum + own + ended, 0) }
}

/** Between two readings, for each of so many requests. */
export function cpuEach(before: Cpu, after: Cpu, requests: number): Cpu {
  return { web: (after.web - before.web) / requests, postgres: (after.postgres - before.postgres) / requests }
}

function readProcesses(): Map<number, { parent: number; own: number; ended: number }> {
  return new Map(
    idsIn('/proc').flatMap((id) => {
      const fields = statOf(id)
      if (!fields) return []
      const [parent, user, system, endedUser, endedSystem] = [1, 11, 12, 13, 14].map((i) => Number(fields[i]))
      return [
        [
          id,
          {
            parent: parent as number,
            own: ((user as number) + (system as number)) * tickMs,
            ended: ((endedUser as number) + (endedSystem as number)) * tickMs,
          },
        ],
      ] as const
    }),
  )
}

function idsIn(folder: string): number[] {
  try {
    return readdirSync(folder).map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

/** The fields behind the name, which may hold spaces and brackets. */
function statOf(id: number): string[] | null {
  try {
    return readFileSync(`/proc/${id}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
  } catch {
    // It has ended meanwhile.
    return null
  }
}
