/**
 * Mounts one endpoint row on the server: finds the actor, authorizes the request, reads the input, runs the view,
 * and answers as page or JSON; acts go on in answer-act.ts. Everything an address does that is not specific to its room
 * happens here, once.
 */
import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import { countAgainstLimit, lookFor, mustSignIn, parseInput, preparedView } from '#server/platform/http/answer.ts'
import { answerAct } from '#server/platform/http/answer-act.ts'
import { insistPermission } from '#server/platform/http/check-permission.ts'
import { cleanedFields } from '#server/platform/http/clean-fields.ts'
import type { RequestContext, ServerContext } from '#server/platform/http/context.ts'
import { etagOf, versionToTell } from '#server/platform/http/current-form.ts'
import type { Endpoint, ReadEndpoint } from '#server/platform/http/endpoint.ts'
import { preparedPage, preparedRedirect, send, withEtag } from '#server/platform/http/prepared.ts'
import { prefersJson } from '#server/platform/http/represent.ts'
import { screenFor } from '#server/platform/http/screen-for.ts'
import { chooseLocale } from '#server/platform/i18n.ts'
import { forbidden, methodUnknown, notAcceptable, notFound, refuse, signInFirst } from '#server/platform/refuse.ts'
import { unreadOf } from '#server/platform/unread.ts'

/** Adds one row's routes to the server. */
export function mountEndpoint(server: FastifyInstance, serverContext: ServerContext, row: Endpoint): void {
  server.route({
    method: methodsOf(row),
    url: row.path,
    config: { headers: headersOf(row) },
    // This comes before a body is read, so that a request that is refused here costs nothing more.
    async onRequest(request, reply) {
      reply.headers(headersOf(row))
      const isForged = row.genuine && !row.genuine(serverContext.platform, request.params as Record<string, string>)
      if (isForged) refuse(row.forged ?? notFound)
      await authorizeRequest(serverContext, row, request)
    },
    async handler(request, reply) {
      const actor = request.actor as Actor
      if ('raw' in row) return row.handle(serverContext.platform, actor, request, reply)
      const wantsJson = prefersJson(request.headers.accept, request.headers['content-type'])
      if (wantsJson && row.json === 'none') refuse(notAcceptable)
      const context = { serverContext, actor, request, reply, wantsJson }
      return row.method === 'GET' ? answerRead({ ...context, row }) : answerAct({ ...context, row })
    },
  })
}

/** The headers of every answer of a row, refusals included. */
function headersOf(row: Endpoint): Readonly<Record<string, string>> {
  // The address is a secret there: no other site may learn it.
  return { ...(row.who === 'bearer' && { 'referrer-policy': 'strict-origin' }), ...row.headers }
}

/** The methods that an address may take, or at least knows. */
export const everyMethod: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

function methodsOf(row: Endpoint): HTTPMethods[] {
  return row.method === 'GET' ? ['GET', 'HEAD'] : row.also ? ['POST', row.also] : ['POST']
}

/** Refuses the methods that no row of a path takes, in words and with the list of those it does take. */
export function mountOtherMethods(server: FastifyInstance, serverContext: ServerContext): void {
  const taken = Map.groupBy(serverContext.endpoints, ({ path }) => path)
  for (const [url, rows] of taken) {
    const methods = rows.flatMap(methodsOf)
    server.route({
      method: everyMethod.filter((method) => !methods.includes(method)),
      url,
      async onRequest(request) {
        const actor = await serverContext.actorOf(request)
        request.actor = actor
        if (rows.every((row) => mustSignIn(row, actor))) refuse(signInFirst)
        refuse(methodUnknown, { values: { allow: methods.join(', ') } })
      },
      handler: () => refuse(methodUnknown),
    })
  }
}

async function authorizeRequest(serverContext: ServerContext, row: Endpoint, request: FastifyRequest): Promise<void> {
  const actor = 'raw' in row && row.ownActor ? unknownVisitor(request) : await serverContext.actorOf(request)
  request.actor = actor
  if (mustSignIn(row, actor) && !bringsAForm(row, request)) refuse(signInFirst)
  if (row.method !== 'GET' && actor.kind === 'person' && actor.scope === 'read')
    refuse(forbidden, { fields: { '': { says: 'This token may only read.' } } })
  // A form that can be shown again is read first, so that nobody loses what they typed.
  if (!('form' in row && row.form && !row.files)) countAgainstLimit(row, actor, request)
}

/** The form of a member who was signed out meanwhile is read too, so that it can be shown to them. */
function bringsAForm(row: Endpoint, { headers }: FastifyRequest): boolean {
  const type = headers['content-type'] ?? ''
  return row.method === 'POST' && /^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(type)
}

/** A visitor before the database was asked about them. */
export function unknownVisitor(request: FastifyRequest): Actor {
  const locale = chooseLocale(request.headers['accept-language'])
  return { kind: 'visitor', locale, zone: 'UTC', now: new Date(), site: { name: 'Guildhall', isDemo: false } }
}

async function answerRead(context: RequestContext<ReadEndpoint>): Promise<unknown> {
  const { serverContext, row, actor, request, reply, wantsJson } = context
  const input = parseInput(row, cleanedFields(request.query as object), request.params as object)
  const look = lookFor(serverContext.platform, actor)
  const [view] = await Promise.all([row.read(look, actor, input), wantsJson ? null : unreadOf(look, actor)])
  await insistPermission(serverContext, row, actor, {
    db: serverContext.platform.database.read,
    params: request.params,
  })
  if (wantsJson) {
    const version = await versionToTell(row, { serverContext, look, actor, request })
    const answer = preparedView(serverContext, row, view, 200)
    return send(reply, version ? withEtag(answer, etagOf(version)) : answer)
  }
  const elsewhere = row.elsewhere?.(view, actor, input) ?? null
  if (elsewhere) return send(reply, preparedRedirect(elsewhere))
  const page = preparedPage(200, row.page(view, await screenFor(serverContext.platform, actor, request)))
  await countReader(serverContext, actor, request)
  return send(reply, page)
}

/** Counts that this page was read, but not where a browser only fetched it in advance. */
async function countReader({ platform, alongWithPages }: ServerContext, actor: Actor, request: FastifyRequest) {
  if (request.method !== 'GET' || String(request.headers['sec-purpose'] ?? '').includes('prefetch')) return
  try {
    await alongWithPages(platform, actor, request.params as Record<string, string>)
  } catch (problem) {
    platform.log.warn({ err: problem }, 'a reader was not counted')
  }
}
