/**
 * The worker's way to the database: a connection that was lost is told by the code for which graphile-worker tries again.
 * What it does when a job has ended is not awaited by anybody, and would else end the program when PostgreSQL dies then.
 */
import { NamedClient } from '#server/platform/db.ts'

/** Of the system, and of PostgreSQL where it is stopping, crashed, or not there yet. */
const lostCodes = new Set(['EPIPE', 'ECONNRESET', 'ECONNREFUSED', 'ENOENT', '57P01', '57P02', '57P03'])
const lostWords = /^(Connection terminated|Client has encountered a connection error)/

/** A client of a pool whose user tries again by itself. */
export class PatientClient extends NamedClient {
  override connect(...given: unknown[]): never {
    const [done] = given
    const connect = super.connect.bind(this) as (...args: unknown[]) => never
    if (typeof done !== 'function') return retried(connect()) as never
    return connect((problem: Error | undefined, ...more: unknown[]) => done(problem && asRetried(problem), ...more))
  }

  override query(...given: unknown[]): never {
    return retried(super.query(...given)) as never
  }
}

function retried(asked: unknown): unknown {
  if (!(asked instanceof Promise)) return asked
  return asked.catch((problem) => {
    throw asRetried(problem)
  })
}

function asRetried(problem: Error & { code?: string }): Error {
  const isLost = lostCodes.has(problem.code ?? '') || lostWords.test(problem.message)
  return isLost ? Object.assign(new Error(problem.message, { cause: problem }), { code: 'EHOSTUNREACH' }) : problem
}
