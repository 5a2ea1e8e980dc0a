/**
 * The worker's database client. It reports a lost connection by the code for which graphile-worker tries again. Nothing
 * awaits what graphile-worker does after a job; without this, PostgreSQL dying at that moment would end the program.
 */
import { NamedClient } from '#server/platform/db.ts'

/** Error codes of the system, and of PostgreSQL when it is stopping, has crashed, or is not there yet. */
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
