/**
 * How fast this machine is just now: the rate of the bare reference, taken beside each figure.
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { putLoadFor } from '#bench/load/load.ts'
import type { Connection } from '#server/platform/postgres.ts'

const program = fileURLToPath(new URL('reference-server.ts', import.meta.url))

/** The reference, running. */
export interface Reference {
  /** Answers a second on 16 connections. */
  rate(seconds: number): Promise<number>
  stop(): Promise<void>
}

/** Starts the reference on the database of a site; it is asked for these threads. */
export async function startReference(connection: Connection, threadIds: readonly string[]): Promise<Reference> {
  const child = fork(program, [JSON.stringify(connection)], { env: { ...process.env, NODE_ENV: 'production' } })
  const [origin] = (await once(child, 'message')) as [string]
  const requests = threadIds.map((id) => ({ method: 'GET' as const, path: `/threads/${id}`, headers: {} }))
  const load = (seconds: number) => putLoadFor([200], { kind: 'closed', origin, requests, connections: 16, seconds })
  await load(0.5)
  return {
    rate: async (seconds) => (await load(seconds)).rate,
    async stop() {
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
