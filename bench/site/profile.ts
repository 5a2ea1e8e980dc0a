/**
 * Where the time goes under a load: a CPU profile of the program, by its own inspector, and what PostgreSQL counted
 * (pg_stat_statements). Written as text into a folder, one file for each load.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { asSuperuser } from './superuser.ts'

/** Node's flag for a program that shall be profiled. */
export const inspectorFlags = ['--inspect=127.0.0.1:0']

/** PostgreSQL counts its statements from its next start on. */
export async function countStatements(pool: pg.Pool): Promise<void> {
  await asSuperuser(pool, `alter system set shared_preload_libraries = 'pg_stat_statements'`)
}

/** What the program printed tells where its inspector listens. */
export function inspectorIn(printed: string): string | null {
  return /ws:\/\/127\.0\.0\.1:\d+\/\S+/.exec(printed)?.[0] ?? null
}

/** Runs a load and writes down where its time went. */
export async function profiled<T>(
  { folder, inspector, pool }: { folder: string; inspector: string; pool: pg.Pool },
  name: string,
  run: () => Promise<T>,
): Promise<T> {
  await asSuperuser(pool, 'create extension if not exists pg_stat_statements')
  await asSuperuser(pool, 'select pg_stat_statements_reset()')
  const debugged = await openInspector(inspector)
  await debugged.ask('Profiler.enable')
  await debugged.ask('Profiler.setSamplingInterval', { interval: 500 })
  await debugged.ask('Profiler.start')
  const outcome = await run()
  const { profile } = (await debugged.ask('Profiler.stop')) as { profile: Profile }
  debugged.close()
  mkdirSync(folder, { recursive: true })
  const file = join(folder, name.toLowerCase().replace(/[^a-z0-9]+/g, '-'))
  writeFileSync(`${file}.cpuprofile`, JSON.stringify(profile))
  writeFileSync(`${file}.txt`, `${name}\n\n${functionsOf(profile)}\n\n${await statementsOf(pool)}\n`)
  return outcome
}

interface Profile {
  readonly nodes: readonly { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
}

/** Time by function itself, and by file or package. */
function functionsOf({ nodes, samples, timeDeltas }: Profile): string {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]))
  const own = new Map<string, number>()
  const places = new Map<string, number>()
  let all = 0
  samples.forEach((id, i) => {
    const frame = byId.get(id)
    const took = timeDeltas[i] ?? 0
    const place = placeOf(frame?.url ?? '') || (frame?.functionName ?? '')
    const key = `${frame?.functionName || '(anonymous)'}  ${place}:${(frame?.lineNumber ?? -1) + 1}`
    own.set(key, (own.get(key) ?? 0) + took)
    places.set(place, (places.get(place) ?? 0) + took)
    all += took
  })
  const list = (sums: Map<string, number>, count: number) =>
    [...sums]
      .sort(([, a], [, b]) => b - a)
      .slice(0, count)
      .map(([key, took]) => `${((took / all) * 100).toFixed(1).padStart(5)} %  ${key}`)
      .join('\n')
  return `${(all / 1e6).toFixed(1)} s watched\n\nBy place\n${list(places, 25)}\n\nBy function itself\n${list(own, 40)}`
}

function placeOf(url: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)
  if (inPackage) return `npm ${inPackage[1]}`
  return url.replace(/^file:\/\//, '').replace(/^.*\/((?:server|demo|database|bench)\/)/, '$1')
}

async function statementsOf(pool: pg.Pool): Promise<string> {
  const { rows } = await asSuperuser(
    pool,
    `
    select calls, total_exec_time as total, mean_exec_time as mean, rows, shared_blks_hit as hit, shared_blks_read as read,
      regexp_replace(query, '\\s+', ' ', 'g') as query, sum(total_exec_time) over () as everything
    from pg_stat_statements where query not ilike '%pg_stat_statements%' order by total_exec_time desc limit 20`,
  )
  return [
    'By statement: share of the time in PostgreSQL, calls, mean ms, rows and buffers a call',
    ...rows.map(({ calls, total, mean, rows: got, hit, read, query, everything }) =>
      [
        `${((total / everything) * 100).toFixed(1).padStart(5)} %`,
        `${String(calls).padStart(7)} calls`,
        `${Number(mean).toFixed(3)} ms`,
        `${(got / calls).toFixed(1)} rows`,
        `${((Number(hit) + Number(read)) / calls).toFixed(0)} buffers`,
        query.slice(0, 700),
      ].join('  '),
    ),
  ].join('\n')
}

/** Speaks to a program's inspector. */
async function openInspector(address: string) {
  const socket = new WebSocket(address)
  await new Promise((opened, failed) => {
    socket.onopen = opened
    socket.onerror = failed
  })
  const waiting = new Map<number, (result: unknown) => void>()
  socket.onmessage = ({ data }) => {
    const { id, result } = JSON.parse(String(data))
    waiting.get(id)?.(result)
    waiting.delete(id)
  }
  let last = 0
  return {
    ask(method: string, params: object = {}): Promise<unknown> {
      const id = ++last
      socket.send(JSON.stringify({ id, method, params }))
      return new Promise((told) => waiting.set(id, told))
    },
    close: () => socket.close(),
  }
}
