/**
 * The web server: limits, parsers, headers, the origin rule, errors in words, and every endpoint row mounted on it.
 */
import { parse } from 'node:querystring'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import fastifyStatic from '@fastify/static'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  type HTTPMethods,
  LogController,
} from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import { bearerOf } from '#server/platform/http/bearer.ts'
import { checkHost } from '#server/platform/http/check-host.ts'
import { isTooMany } from '#server/platform/http/clean-fields.ts'
import { compressTexts } from '#server/platform/http/compress.ts'
import { closeIdleSockets, closeSlowRequests, onClientError } from '#server/platform/http/connections.ts'
import type { ServerContext } from '#server/platform/http/context.ts'
import { expiredFlashCookie } from '#server/platform/http/flash.ts'
import { addHeaders } from '#server/platform/http/headers.ts'
import { originUnder } from '#server/platform/http/host-name.ts'
import { everyMethod, mountEndpoint, mountOtherMethods } from '#server/platform/http/mount.ts'
import { isOwnOrigin } from '#server/platform/http/origin.ts'
import { ignoreUnreadableRanges } from '#server/platform/http/range.ts'
import type { RetainedInput } from '#server/platform/http/retained-input.ts'
import { asRefused, sendLastResort, sendRefusal } from '#server/platform/http/send-refusal.ts'
import {
  foreignOrigin,
  inputInvalid,
  methodUnknown,
  notFound,
  Refused,
  refuse,
  signInFirst,
  tooLarge,
} from '#server/platform/refuse.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
    /** What was typed, where the error page is to show it. */
    retainedInput: RetainedInput | null
  }
  interface FastifyContextConfig {
    /** The headers of every answer of this address, refusals included. */
    headers?: Readonly<Record<string, string>>
  }
}

const bodyLimit = 1024 * 1024
/** The most letters of an address, and of one part of its path. */
const longestAddress = 4000
const longestPart = 400
/** A connection on which nothing moves for so long is closed, in ms; live streams send a heartbeat more often. */
const silence = 90_000
/** How long a request may take to arrive whole, in ms: the largest upload over a slow line. */
const arrival = 2 * 3600_000

/** Builds the server; it does not listen yet. */
export async function buildServer(serverContext: ServerContext): Promise<FastifyInstance> {
  const { platform } = serverContext
  const server = fastify({
    loggerInstance: platform.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: platform.config.trustedProxies.length > 0 ? [...platform.config.trustedProxies] : false,
    bodyLimit,
    requestTimeout: arrival,
    connectionTimeout: silence,
    keepAliveTimeout: 72_000,
    rewriteUrl: readableAddress,
    routerOptions: { maxParamLength: longestPart },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    // How often it looks for requests that take too long, in ms.
    http: { connectionsCheckingInterval: 5000 },
    clientErrorHandler: onClientError,
  })
  server.server.headersTimeout = 20_000
  closeIdleSockets(server)
  // The last resort behind the error handler: a mistake made while it answers or writes comes here.
  server.setErrorHandler((error, request, reply) => sendLastResort(error, serverContext, request, reply))
  await server.register((inner) => addHooksAndRoutes(inner, serverContext))
  return server
}

async function addHooksAndRoutes(server: FastifyInstance, serverContext: ServerContext): Promise<void> {
  const { platform } = serverContext
  const isHttps = platform.config.publicUrl.startsWith('https:')
  server.decorateRequest('actor', null)
  server.decorateRequest('retainedInput', null)
  await server.register(cookie)
  // A text that is far too long comes back with its form, and is not lost.
  await server.register(formbody, { bodyLimit: 4 * bodyLimit, parser: formFields })
  takeJson(server)
  await server.register(multipart, { throwFileSizeLimit: false })
  for (const folder of serverContext.folders) {
    await server.register(fastifyStatic, {
      root: folder.root,
      prefix: folder.prefix,
      index: false,
      // Built files lie there packed; files that the rooms send with reply.sendFile do not.
      preCompressed: folder.built,
      decorateReply: !folder.built,
      cacheControl: false,
      // Kept for good: no browser asks again whether it changed.
      lastModified: !folder.built,
      // reply.sendFile of any room comes by here too: only the files of this folder are for everybody.
      setHeaders: (reply, path) => {
        if (!path.startsWith(folder.root)) return
        reply.header('vary', 'Accept-Encoding')
        if (folder.built) reply.header('content-security-policy', "default-src 'none'")
        reply.header('cache-control', folder.built ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
      },
    })
  }
  checkHost(server, serverContext)
  ignoreUnreadableRanges(server)
  const openAnywhere = new Set(
    serverContext.endpoints.flatMap((row) => ('foreignOrigin' in row && row.foreignOrigin ? [row.path] : [])),
  )
  server.addHook('onRequest', async (request) => {
    if (request.url.length > longestAddress) refuse(tooLarge)
    if (!everyMethod.includes(request.method as HTTPMethods))
      refuse(methodUnknown, { values: { allow: everyMethod.join(', ') } })
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    if (openAnywhere.has(request.routeOptions.url ?? '')) return
    const asked = {
      secFetchSite: headerOf(request, 'sec-fetch-site'),
      origin: headerOf(request, 'origin'),
      hasBearer: bearerOf(request) !== null,
      hasCookie: request.headers.cookie !== undefined,
    }
    if (!isOwnOrigin(asked, originUnder(request.headers.host, platform.config.publicUrl))) refuse(foreignOrigin)
  })
  closeSlowRequests(server)
  server.addHook('onSend', async (request, reply, payload) => {
    addHeaders(reply, isHttps)
    const type = String(reply.getHeader('content-type') ?? '')
    const shown =
      type.startsWith('text/html') && reply.statusCode < 300 ? expiredFlashCookie(platform, request.cookies) : null
    if (shown) reply.header('set-cookie', shown)
    return payload
  })
  compressTexts(server)
  server.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.url?.startsWith('/health')) return
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    }
    if (reply.statusCode >= 500) platform.log.error(line, 'answered')
    else platform.log.debug(line, 'answered')
  })
  server.setErrorHandler((error, request, reply) =>
    sendRefusal(serverContext, asRefused(error, serverContext, request), request, reply),
  )
  server.setNotFoundHandler(async (request, reply) => {
    request.actor ??= await serverContext.actorOf(request)
    return sendRefusal(
      serverContext,
      new Refused(request.actor.kind === 'visitor' ? signInFirst : notFound),
      request,
      reply,
    )
  })
  for (const row of serverContext.endpoints) mountEndpoint(server, serverContext, row)
  mountOtherMethods(server, serverContext)
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

/** An address that cannot be read is not found, like one with nothing behind it. */
function readableAddress({ url = '/' }: { url?: string }): string {
  const [path = '/'] = url.split('?', 1)
  if (!path.startsWith('/')) return nowhere
  if (path.length > longestPart && path.split('/').some((part) => part.length > longestPart)) return nowhere
  try {
    const read = path.includes('%') ? decodeURIComponent(path) : path
    return /\p{Cc}|\/\.\.(\/|$)/u.test(read) ? nowhere : url
  } catch {
    return nowhere
  }
}

const nowhere = '/nowhere'

/** Empty JSON is an act without input; a body that is neither a form nor JSON is refused. */
function takeJson(server: FastifyInstance): void {
  const read = server.getDefaultJsonParser('error', 'error')
  server.removeContentTypeParser(['application/json', 'text/plain'])
  const unreadable = new Refused(inputInvalid, { '': { says: 'This is not JSON that can be read.' } })
  server.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit }, (request, body, done) =>
    body === ''
      ? done(null, {})
      : read(request, body as string, (error, value) => done(error ? unreadable : null, value)),
  )
}

function formFields(encoded: string): Record<string, unknown> {
  if (isTooMany(encoded)) refuse(tooLarge)
  return parse(encoded, '&', '=', { maxKeys: 0 })
}
