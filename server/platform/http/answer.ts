/**
 * What views and acts share on the way to an answer: the app behind them, the shape of what was sent, a view as JSON.
 */
import { isDeepStrictEqual } from 'node:util'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import type { ServerContext } from '#server/platform/http/context.ts'
import type { ActEndpoint, Endpoint, ReadEndpoint } from '#server/platform/http/endpoint.ts'
import { problemsOf } from '#server/platform/http/input.ts'
import { clientNetwork, countRequest } from '#server/platform/http/limits.ts'
import { type Prepared, preparedJson } from '#server/platform/http/prepared.ts'
import { inputInvalid, notFound, Refused, refuse } from '#server/platform/refuse.ts'
import type { Look, Platform } from '#server/platform/work.ts'

/** What an actor reads with, at the time their request began. */
export function lookFor(platform: Platform, actor: Actor): Look {
  return { db: platform.database.read, now: actor.now, log: platform.log, platform }
}

/** Must they sign in first? */
export function mustSignIn(row: Endpoint, actor: Actor): boolean {
  return row.who !== 'anyone' && row.who !== 'bearer' && actor.kind === 'visitor'
}

/**
 * Counts the request against its row's limit.
 * @refuses too_many
 */
export function countAgainstLimit(row: Endpoint, actor: Actor, request: FastifyRequest): void {
  if (!row.limit) return
  // Colleagues share an address: a signed-in member is counted by their own requests only.
  const key = actor.kind === 'person' ? `p:${actor.personId}` : `a:${clientNetwork(request.ip)}`
  countRequest(`${row.method} ${row.path}`, row.limit, [key])
}

/**
 * The input and the path parameters, in the shape the row takes.
 * @refuses input_invalid with a sentence for each field · not_found where a part of the path does not fit the row
 */
export function parseInput(row: ReadEndpoint | ActEndpoint, sent: object, inPath: object): unknown {
  const found = row.input.safeParse({ ...sent, ...inPath }, { reportInput: true })
  if (found.success) return found.data
  if (found.error.issues.some(({ path }) => path[0] !== undefined && Object.hasOwn(inPath, path[0]))) refuse(notFound)
  throw new Refused(inputInvalid, problemsOf(found.error))
}

/** A view as JSON. */
export function preparedView(
  serverContext: ServerContext,
  row: ReadEndpoint | ActEndpoint,
  view: unknown,
  status: number,
): Prepared {
  // In tests and development a view that holds more or less than its schema is our mistake, and stops here.
  if (serverContext.platform.config.strictViews && !isDeepStrictEqual(z.parse(row.view, view), view))
    throw new Error(`${row.method} ${row.path} says more than its view declares.`)
  return preparedJson(status, view)
}
