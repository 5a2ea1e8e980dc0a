/**
 * A pool for the job library, which tries again what failed by a few codes only, and gives up on a connection that was
 * lost: the end of a job would not be written down, and a rejection nobody hears would end the program with PostgreSQL.
 */
import type { Pool, PoolClient } from 'pg'
import { isDatabaseAway } from '#server/platform/db.ts'

/** Under this code the library tries again, for minutes. */
const triedAgain = 'ETIMEDOUT'

/** The same pool, whose lost connections are told so that the library tries again. What it asks may be asked twice. */
export function patientPool(pool: Pool): Pool {
  const known = new WeakSet<PoolClient>()
  const connect = pool.connect.bind(pool) as (...given: unknown[]) => Promise<PoolClient>
  const patiently = async () => {
    const client = await connect().catch(tellAsTriedAgain)
    if (known.has(client)) return client
    known.add(client)
    const ask = client.query.bind(client) as (...given: unknown[]) => unknown
    client.query = ((...given: unknown[]) => {
      const answer = ask(...given)
      return answer instanceof Promise ? answer.catch(tellAsTriedAgain) : answer
    }) as PoolClient['query']
    return client
  }
  // With a callback it is the pool that asks, for `pool.query`.
  pool.connect = ((...given: unknown[]) => (given.length > 0 ? connect(...given) : patiently())) as Pool['connect']
  return pool
}

function tellAsTriedAgain(problem: unknown): never {
  const { code, message } = problem as { code?: string; message?: string }
  // Those two it tries again by their own names, and sooner.
  const isKnown = code === '40001' || code === '40P01'
  if (!isKnown && isDatabaseAway(code, message)) throw Object.assign(problem as Error, { code: triedAgain })
  throw problem
}
