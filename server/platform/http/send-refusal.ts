/**
 * How every refusal is sent: any error becomes a refusal in words, as a page or a problem document.
 * A fault of ours is logged, and the answer says that it is ours; it never holds a stack.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import { isDatabaseAway } from '#server/platform/db.ts'
import type { ServerContext } from '#server/platform/http/context.ts'
import { standingHeaders } from '#server/platform/http/headers.ts'
import { unknownVisitor } from '#server/platform/http/mount.ts'
import { preparedJson, preparedPage, preparedRedirect, send } from '#server/platform/http/prepared.ts'
import { headersOfRefusal, prefersJson, problemDocument } from '#server/platform/http/represent.ts'
import { screenFor } from '#server/platform/http/screen-for.ts'
import { translator } from '#server/platform/i18n.ts'
import {
  inputInvalid,
  noRoom,
  notFound,
  notReady,
  ourFault,
  Refused,
  rangeOutside,
  tooLarge,
  typeUnknown,
} from '#server/platform/refuse.ts'
import type { Screen } from '#server/platform/screen.ts'

/** Any error as a refusal in words. */
export function asRefused(error: unknown, { platform }: ServerContext, request: FastifyRequest): Refused {
  if (error instanceof Refused) return error
  const { statusCode, code, message } = error as { statusCode?: number; code?: string; message?: string }
  if (statusCode === 413) return new Refused(tooLarge)
  if (statusCode === 415) return new Refused(typeUnknown)
  if (statusCode === 416) return new Refused(rangeOutside)
  if (statusCode && statusCode >= 400 && statusCode < 500)
    return new Refused(request.method === 'GET' ? notFound : inputInvalid)
  // A client that left in the middle of sending gets no answer any more.
  if (request.raw.destroyed && !request.raw.complete) return new Refused(notReady)
  const line = { err: error, method: request.method, route: request.routeOptions.url }
  if (/^(ENOSPC|EDQUOT|EROFS|53100)$/.test(code ?? '')) {
    platform.log.error(line, 'the disk is full, or may not be written')
    return new Refused(noRoom)
  }
  if (statusCode === 503 || isDatabaseAway(code, message)) {
    platform.log.warn(line, 'the database is away or overrun')
    return new Refused(notReady)
  }
  platform.log.error(line, 'failed')
  return new Refused(ourFault)
}

/** Answers with the refusal: a problem document, the way to sign in, or a page. */
export async function sendRefusal(
  serverContext: ServerContext,
  refused: Refused,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  // The headers of the failed answer do not belong to this one, and one of them may be why it failed.
  for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name)
  reply.headers({ ...request.routeOptions.config?.headers, ...headersOfRefusal(refused) })
  return send(reply, await preparedRefusal(serverContext, refused, request))
}

async function preparedRefusal(serverContext: ServerContext, refused: Refused, request: FastifyRequest) {
  const { status } = refused.refusal
  const actor: Actor = request.actor ?? unknownVisitor(request)
  if (prefersJson(request.headers.accept, request.headers['content-type']))
    return preparedJson(status, problemDocument(refused, translator(actor.locale)), 'application/problem+json')
  if (status === 401 && !request.retainedInput) {
    const to = request.method === 'GET' ? request.url : '/'
    return preparedRedirect(to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`)
  }
  if (refused.leadsTo && request.method === 'GET') return preparedRedirect(refused.leadsTo)
  const screen = await screenFor(serverContext.platform, actor, request)
  const before = { retainedInput: request.retainedInput, from: pageBehind(serverContext, request, screen) }
  return preparedPage(status, serverContext.errorPage(refused, screen, before))
}

/**
 * The last answer, where the refusal failed too or an answer could not be written. It goes past hooks, pages and all
 * headers, since one of them is at fault.
 */
export function sendLastResort(
  error: unknown,
  { platform }: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  platform.log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'failed while saying no')
  reply.hijack()
  const out = reply.raw
  if (out.headersSent) return void out.destroy()
  out.writeHead(500, { ...standingHeaders, 'content-type': 'text/plain; charset=utf-8' })
  out.end(`${ourFault.says}\n`)
}

/** The page an act was sent from: its own address where that is a page too (a ballot), else what the browser says. */
function pageBehind({ endpoints }: ServerContext, { method, url, routeOptions }: FastifyRequest, screen: Screen) {
  if (method === 'GET' || method === 'HEAD') return null
  if (endpoints.some((row) => row.method === 'GET' && row.path === routeOptions.url)) return url
  return screen.address === '/' ? null : screen.address
}
