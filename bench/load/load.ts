/**
 * Puts load on a server from a process of its own.
 */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ClosedLoad, LoadResult, OpenLoad } from './request.ts'

const generator = fileURLToPath(new URL('generator.ts', import.meta.url))

/** Sends a load and tells what came of it. @throws where the generator itself fails */
export function putLoad(load: ClosedLoad | OpenLoad): Promise<LoadResult> {
  return new Promise((told, failed) => {
    const child = fork(generator, { serialization: 'advanced' })
    let outcome: LoadResult | null = null
    child.once('message', (message) => {
      outcome = message as LoadResult
    })
    child.once('error', failed)
    child.once('exit', (code) => {
      if (outcome) told(outcome)
      else failed(new Error(`The load generator ended with ${code}.`))
    })
    child.send(load)
  })
}

/**
 * The same, where every answer has to be one of these.
 * @throws with the first other one
 */
export async function putLoadFor(statuses: readonly number[], load: ClosedLoad | OpenLoad): Promise<LoadResult> {
  const outcome = await putLoad(load)
  const others = Object.keys(outcome.statuses).filter((status) => !statuses.includes(Number(status)))
  if (others.length > 0 || outcome.answered === 0) {
    const counts = JSON.stringify(outcome.statuses)
    throw new Error(
      `${load.requests[0]?.method} ${load.requests[0]?.path} answered ${counts}. ${outcome.firstError ?? ''}`,
    )
  }
  return outcome
}
