/**
 * The load generator, a process of its own: takes one load, sends it, tells what came of it, and ends.
 *
 * It stands on undici. autocannon was tried: its fixed rate waits for answers and mends the latencies afterwards, where
 * people arrive whether or not the others were answered.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { Pool } from 'undici'
import type { ClosedLoad, LoadRequest, LoadResult, OpenLoad, Sent } from './request.ts'

/** Connections at most of a load at a fixed rate: beyond, requests wait, and their waiting counts. */
const mostConnections = 256
const patienceMs = 30_000

const now = () => performance.timeOrigin + performance.now()

process.once('message', (load: ClosedLoad | OpenLoad) => {
  run(load).then(
    (outcome) => process.send?.(outcome, () => process.disconnect()),
    (problem) => {
      process.stderr.write(`${problem.stack}\n`)
      process.exit(1)
    },
  )
})

async function run(load: ClosedLoad | OpenLoad): Promise<LoadResult> {
  const connections = load.kind === 'closed' ? load.connections : mostConnections
  const pool = new Pool(load.origin, {
    connections,
    pipelining: 1,
    headersTimeout: patienceMs,
    bodyTimeout: patienceMs,
  })
  const tally = openTally(load.each ?? false)
  const send = (index: number, due: number) => {
    const place = index % load.requests.length
    return sendOne(pool, load.requests[place] as LoadRequest).then((answer) => tally.add({ ...answer, place, due }))
  }
  const most = load.once ? load.requests.length : Number.POSITIVE_INFINITY
  const started = now()
  if (load.kind === 'closed') await inTurn(load, most, send)
  else await asTheyAreDue(load, most, send)
  const outcome = tally.outcome(now() - started)
  await pool.destroy()
  return outcome
}

type Send = (index: number, due: number) => Promise<void>

async function inTurn({ connections, seconds }: ClosedLoad, most: number, send: Send): Promise<void> {
  const until = now() + seconds * 1000
  let next = 0
  const line = async () => {
    for (let at = now(); at < until && next < most; at = now()) await send(next++, at)
  }
  await Promise.all(Array.from({ length: connections }, line))
}

async function asTheyAreDue({ phases }: OpenLoad, most: number, send: Send): Promise<void> {
  const open = new Set<Promise<void>>()
  let next = 0
  let begins = now()
  for (const { perSecond, seconds } of phases) {
    const count = Math.round(perSecond * seconds)
    for (let i = 0; i < count && next < most; ) {
      for (; i < count && next < most && begins + (i * 1000) / perSecond <= now(); i++) {
        const one = send(next++, begins + (i * 1000) / perSecond)
        open.add(one)
        void one.finally(() => open.delete(one))
      }
      await wait(1)
    }
    begins += seconds * 1000
    const left = begins - now()
    if (left > 0) await wait(left)
  }
  await Promise.all(open)
}

interface Answer {
  readonly status: number
  readonly done: number
  readonly location: string | null
  readonly error: string | null
}

function sendOne(pool: Pool, { method, path, headers, body }: LoadRequest): Promise<Answer> {
  return new Promise((answered) => {
    let status = 0
    let location: string | null = null
    let error: string | null = null
    pool.dispatch(
      { method, path, headers, body: body ?? null },
      {
        onRequestStart() {},
        onResponseStart(_controller, statusCode, responseHeaders) {
          status = statusCode
          location = typeof responseHeaders.location === 'string' ? responseHeaders.location : null
        },
        onResponseData(_controller, chunk) {
          if (status >= 400 && error === null) error = `${status}: ${chunk.toString('utf8').slice(0, 400)}`
        },
        onResponseEnd() {
          answered({ status, done: now(), location, error })
        },
        onResponseError(_controller, problem) {
          answered({ status: 0, done: now(), location: null, error: String(problem) })
        },
      },
    )
  })
}

function openTally(keepsEach: boolean) {
  const latencies: number[] = []
  const statuses: Record<string, number> = {}
  const sent: Sent[] = []
  let firstError: string | null = null
  return {
    add({ status, done, location, error, place, due }: Answer & { place: number; due: number }) {
      latencies.push(done - due)
      statuses[status] = (statuses[status] ?? 0) + 1
      firstError ??= error
      if (keepsEach) sent.push({ at: due, done, status, index: place, location })
    },
    outcome(tookMs: number): LoadResult {
      const sorted = Float64Array.from(latencies).sort()
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
      return {
        answered: sorted.length - (statuses[0] ?? 0),
        rate: (sorted.length / tookMs) * 1000,
        p50: at(0.5),
        p95: at(0.95),
        p99: at(0.99),
        most: at(1),
        statuses,
        firstError,
        sent,
      }
    },
  }
}
