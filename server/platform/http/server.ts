/**
 * The web server: limits, parsers, headers, the origin rule, errors in words, and every endpoint row mounted on it.
 */
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import fastifyStatic from '@fastify/static'
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify'
import type { Actor } from '#server/platform/actor.ts'
import type { Html } from '#server/platform/html/html.ts'
import { addHeaders } from '#server/platform/http/headers.ts'
import { type Mounting, mountEndpoint, sendPage } from '#server/platform/http/mount.ts'
import { isOwnOrigin } from '#server/platform/http/origin.ts'
import { prefersJson, problemDocument } from '#server/platform/http/represent.ts'
import { saidIn, saidShown } from '#server/platform/http/said.ts'
import { screenFor } from '#server/platform/http/screen-for.ts'
import { chooseLocale, translator } from '#server/platform/i18n.ts'
import {
  foreignOrigin,
  inputInvalid,
  methodUnknown,
  notFound,
  notReady,
  ourFault,
  Refused,
  refuse,
  signInFirst,
  tooLarge,
  typeUnknown,
} from '#server/platform/refuse.ts'
import type { Screen } from '#server/platform/screen.ts'

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null
  }
}

/** What the server needs from the app beside the rows. */
export interface Serving extends Mounting {
  /** The page that says no, in words. */
  errorPage(refused: Refused, screen: Screen): Html
  /** Folders served as they are: address prefix, folder, and whether their names change with their content. */
  readonly folders: readonly { prefix: string; root: string; immutable: boolean }[]
}

const bodyLimit = 1024 * 1024

/** Builds the server; it does not listen yet. */
export async function buildServer(serving: Serving): Promise<FastifyInstance> {
  const { platform } = serving
  const isHttps = platform.config.publicUrl.startsWith('https:')
  const server = fastify({
    loggerInstance: platform.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: platform.config.trustedProxies.length > 0 ? [...platform.config.trustedProxies] : false,
    bodyLimit,
    requestTimeout: 0,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    routerOptions: { maxParamLength: 400 },
    forceCloseConnections: 'idle',
    return503OnClosing: true,
  })
  server.server.headersTimeout = 20_000
  server.decorateRequest('actor', null)
  await server.register(cookie)
  await server.register(formbody, { bodyLimit })
  await server.register(multipart, { throwFileSizeLimit: false })
  await server.register(compress, { encodings: ['br', 'gzip'], threshold: 1024, brotliOptions: { params: { 1: 4 } } })
  for (const [index, folder] of serving.folders.entries()) {
    await server.register(fastifyStatic, {
      root: folder.root,
      prefix: folder.prefix,
      index: false,
      decorateReply: index === 0,
      cacheControl: false,
      // reply.sendFile of any room comes by here too: only what lies in this folder is for everybody.
      setHeaders: (reply, path) => {
        if (!path.startsWith(folder.root)) return
        reply.header('cache-control', folder.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=3600')
      },
    })
  }
  const openAnywhere = new Set(
    serving.endpoints.flatMap((row) => ('foreignOrigin' in row && row.foreignOrigin ? [row.path] : [])),
  )
  server.addHook('onRequest', async (request) => {
    if (request.url.length > 4000) refuse(tooLarge)
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    if (openAnywhere.has(request.routeOptions.url ?? '')) return
    const asked = {
      secFetchSite: headerOf(request, 'sec-fetch-site'),
      origin: headerOf(request, 'origin'),
      hasBearer: request.headers.authorization?.startsWith('Bearer ') ?? false,
      hasCookie: request.headers.cookie !== undefined,
    }
    if (!isOwnOrigin(asked, new URL(platform.config.publicUrl).origin)) refuse(foreignOrigin)
  })
  server.addHook('onSend', async (request, reply, payload) => {
    addHeaders(reply, isHttps)
    const type = String(reply.getHeader('content-type') ?? '')
    if (type.startsWith('text/html') && reply.statusCode < 300 && saidIn(request.cookies))
      reply.header('set-cookie', saidShown)
    return payload
  })
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
  server.setErrorHandler((error, request, reply) => sayNo(serving, asRefused(error, serving, request), request, reply))
  server.setNotFoundHandler(async (request, reply) => {
    request.actor ??= await serving.actorOf(request)
    if (request.actor.kind === 'visitor') return sayNo(serving, new Refused(signInFirst), request, reply)
    return sayNo(serving, new Refused(isOtherMethod(server, request) ? methodUnknown : notFound), request, reply)
  })
  for (const row of serving.endpoints) mountEndpoint(server, serving, row)
  return server
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function isOtherMethod(server: FastifyInstance, request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] as string
  return (['GET', 'POST', 'PUT', 'DELETE'] as const).some(
    (method) => method !== request.method && server.findRoute({ method, url: path }) !== null,
  )
}

/** Whatever went wrong, as a refusal in words; what is nobody's fault but ours is logged and said as such. */
function asRefused(error: unknown, serving: Serving, request: FastifyRequest): Refused {
  if (error instanceof Refused) return error
  const { statusCode, code } = error as { statusCode?: number; code?: string }
  if (statusCode === 413 || code === 'FST_REQ_FILE_TOO_LARGE') return new Refused(tooLarge)
  if (statusCode === 415) return new Refused(typeUnknown)
  if (statusCode === 503 || code === '57P03' || code === 'ECONNREFUSED') return new Refused(notReady)
  if (statusCode && statusCode >= 400 && statusCode < 500) return new Refused(inputInvalid)
  serving.platform.log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'failed')
  return new Refused(ourFault)
}

async function sayNo(
  serving: Serving,
  refused: Refused,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const { refusal } = refused
  if (refusal.status === 429) reply.header('retry-after', '60')
  const t = translator(request.actor?.locale ?? chooseLocale(request.headers['accept-language']))
  if (prefersJson(request.headers.accept, request.headers['content-type'])) {
    return reply
      .code(refusal.status)
      .type('application/problem+json; charset=utf-8')
      .send(JSON.stringify(problemDocument(refused, t)))
  }
  if (refusal.status === 401) {
    const to = request.method === 'GET' ? request.url : '/'
    return reply.redirect(to === '/' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(to)}`, 303)
  }
  const actor: Actor = request.actor ?? {
    kind: 'visitor',
    locale: t.locale,
    zone: 'UTC',
    now: new Date(),
    site: { name: 'Guildhall', isDemo: false },
  }
  return sendPage(reply, refusal.status, serving.errorPage(refused, screenFor(serving.platform, actor, request)))
}
