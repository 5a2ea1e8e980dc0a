/**
 * Mounts one endpoint row on the server: finds the actor, checks the door, reads the input, runs the view or the use case,
 * and answers as page or JSON. Everything an address does that is not its room's business happens here, once.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Html } from '#server/platform/html/html.ts'
import type { ActEndpoint, Aftermath, Came, Endpoint, ReadEndpoint } from '#server/platform/http/endpoint.ts'
import { problemsOf } from '#server/platform/http/input.ts'
import { neighbourhood, spend } from '#server/platform/http/limits.ts'
import { receiveForm } from '#server/platform/http/multipart.ts'
import { doOnce, hashOfAct } from '#server/platform/http/once.ts'
import { prefersJson } from '#server/platform/http/represent.ts'
import { saidCookie } from '#server/platform/http/said.ts'
import { screenFor, type Typed } from '#server/platform/http/screen-for.ts'
import { chooseLocale } from '#server/platform/i18n.ts'
import {
  forbidden,
  notAcceptable,
  notFound,
  Refused,
  refuse,
  signInFirst,
  typeUnknown,
} from '#server/platform/refuse.ts'
import { doWork, type Look, type Platform, type Work } from '#server/platform/work.ts'

/** What mounting needs from the app. */
export interface Mounting {
  readonly platform: Platform
  readonly endpoints: readonly Endpoint[]
  /** Loads the actor with one statement. */
  actorOf(request: FastifyRequest): Promise<Actor>
  /** Runs with every act, in its transaction: a session that was used lasts longer. */
  alongWithActs(work: Work, actor: Actor, came: Came): Promise<void>
}

/** Adds one row's routes to the server. */
export function mountEndpoint(server: FastifyInstance, mounting: Mounting, row: Endpoint): void {
  const methods = row.method === 'GET' ? ['GET', 'HEAD'] : row.also ? ['POST', row.also] : ['POST']
  server.route({
    method: methods,
    url: row.path,
    handler: async (request, reply) => {
      // The address is a secret there: no other site may be told of it.
      if (row.who === 'bearer') reply.header('referrer-policy', 'strict-origin')
      if (row.headers) reply.headers(row.headers)
      if (row.genuine && !row.genuine(mounting.platform, request.params as Record<string, string>)) refuse(notFound)
      const actor = await actorAtTheDoor(mounting, row, request)
      request.actor = actor
      if ('raw' in row) return row.handle(mounting.platform, actor, request, reply)
      const wantsJson = prefersJson(request.headers.accept, request.headers['content-type'])
      if (wantsJson && row.json === 'none') refuse(notAcceptable)
      return row.method === 'GET'
        ? answerRead(mounting, row, actor, request, reply, wantsJson)
        : answerAct(mounting, row, actor, request, reply, wantsJson)
    },
  })
}

async function actorAtTheDoor(mounting: Mounting, row: Endpoint, request: FastifyRequest): Promise<Actor> {
  const actor = 'raw' in row && row.ownActor ? unknownVisitor(request) : await mounting.actorOf(request)
  if (row.who !== 'anyone' && row.who !== 'bearer' && actor.kind === 'visitor') refuse(signInFirst)
  if (row.method !== 'GET' && actor.kind === 'person' && actor.scope === 'read') refuse(forbidden)
  if (row.limit) {
    const keys = [`a:${neighbourhood(request.ip)}`]
    if (actor.kind === 'person') keys.push(`p:${actor.personId}`)
    await spend(`${row.method} ${row.path}`, row.limit, keys)
  }
  return actor
}

/** Somebody nothing was asked about yet. */
export function unknownVisitor(request: FastifyRequest): Actor {
  const locale = chooseLocale(request.headers['accept-language'])
  return { kind: 'visitor', locale, zone: 'UTC', now: new Date(), site: { name: 'Guildhall', isDemo: false } }
}

function lookOf(platform: Platform, actor: Actor): Look {
  return { db: platform.database.read, now: actor.now, log: platform.log, platform }
}

async function answerRead(
  mounting: Mounting,
  row: ReadEndpoint,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
  wantsJson: boolean,
): Promise<unknown> {
  const input = shaped(row, { ...(request.query as object), ...(request.params as object) })
  const view = await row.read(lookOf(mounting.platform, actor), actor, input)
  const elsewhere = row.elsewhere?.(view, actor, input) ?? null
  if (elsewhere && !wantsJson) return reply.redirect(elsewhere, 303)
  if (wantsJson) return sendView(mounting, row, view, reply, 200)
  return sendPage(reply, 200, row.page(view, screenFor(mounting.platform, actor, request)))
}

async function answerAct(
  mounting: Mounting,
  row: ActEndpoint,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
  wantsJson: boolean,
): Promise<unknown> {
  const { platform } = mounting
  const body: Record<string, unknown> = {}
  try {
    await readBody(platform, row, request, body)
    if (row.limit?.field && typeof body[row.limit.field] === 'string') {
      const value = String(body[row.limit.field]).trim().toLowerCase()
      await spend(`${row.path} ${row.limit.field}`, row.limit, [value])
    }
    const { once, ...sent } = body
    const input = shaped(row, { ...sent, ...(request.params as object) })
    const cookies: string[] = []
    const came = whatCame(request, wantsJson, cookies)
    const key = request.headers['idempotency-key'] ?? once
    const personId = personIdOf(actor)
    const view = await doWork(
      platform,
      async (work) => {
        const act = () => row.act(work, actor, input, came)
        const isKeyed = personId && !row.keepsNothing && typeof key === 'string' && key.length > 0 && key.length <= 200
        const terms = { hash: hashOfAct(request.url, sent), toldOnce: row.toldOnce ?? false }
        const done = isKeyed ? await doOnce(work, { personId, key, ...terms }, act) : await act()
        await mounting.alongWithActs(work, actor, came)
        return done
      },
      actor.now,
    )
    if (cookies.length > 0) reply.header('set-cookie', cookies)
    return await answerDone(mounting, row, actor, request, reply, { view, input, came })
  } catch (error) {
    if (error instanceof Refused && !wantsJson && row.form && error.refusal.status !== 404) {
      return showFormAgain(mounting, row, actor, request, reply, { refused: error, typed: body })
    }
    throw error
  }
}

async function answerDone(
  mounting: Mounting,
  row: ActEndpoint,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
  done: { view: unknown; input: unknown; came: Came },
): Promise<unknown> {
  const screen = screenFor(mounting.platform, actor, request)
  const then = row.then(done.view, done.input, done.came, screen)
  const after: Aftermath | null = 'location' in then ? then : null
  if (after?.cookies) reply.header('set-cookie', after.cookies)
  if (done.came.wantsJson) return sendView(mounting, row, done.view, reply, row.created ? 201 : 200)
  if (!after) return sendPage(reply, 200, then as Html)
  if (after.said) reply.header('set-cookie', saidCookie(screen.t(after.said, after.values)))
  return reply.redirect(after.location, 303)
}

/** The page with the form, what was typed in it, and why it came back. */
async function showFormAgain(
  mounting: Mounting,
  row: ActEndpoint,
  actor: Actor,
  request: FastifyRequest,
  reply: FastifyReply,
  back: { refused: Refused; typed: Typed },
): Promise<unknown> {
  const page = mounting.endpoints.find(
    (one): one is ReadEndpoint => one.method === 'GET' && one.path === row.form && !('raw' in one),
  )
  if (!page) throw back.refused
  const known = page.input.safeParse({ ...back.typed, ...(request.params as object) })
  const input = known.success ? known.data : shaped(page, { ...(request.params as object) })
  const view = await page.read(lookOf(mounting.platform, actor), actor, input)
  const screen = screenFor(mounting.platform, actor, request, back)
  return sendPage(reply, back.refused.refusal.status, page.page(view, screen))
}

function shaped(row: ReadEndpoint | ActEndpoint, sent: object): unknown {
  const found = row.input.safeParse(sent)
  if (found.success) return found.data
  throw new Refused(
    { code: 'input_invalid', status: 422, says: 'Some of this needs another look. What you typed is still here.' },
    problemsOf(found.error),
  )
}

/** Reads what was sent into `body`, as far as it comes: a form that is refused half-way is shown again with what was read. */
async function readBody(
  platform: Platform,
  row: ActEndpoint,
  request: FastifyRequest,
  body: Record<string, unknown>,
): Promise<void> {
  if (request.isMultipart()) return receiveForm(platform, row, request, body)
  const sent = request.body ?? {}
  if (typeof sent !== 'object' || Array.isArray(sent)) refuse(typeUnknown)
  Object.assign(body, sent)
}

function whatCame(request: FastifyRequest, wantsJson: boolean, cookiesOut: string[]): Came {
  return {
    address: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    cookies: request.cookies,
    wantsJson,
    giveCookie: (setCookie) => void cookiesOut.push(setCookie),
    headers: new Headers(
      Object.entries(request.headers).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value] as [string, string]] : [],
      ),
    ),
  }
}

function sendView(
  mounting: Mounting,
  row: ReadEndpoint | ActEndpoint,
  view: unknown,
  reply: FastifyReply,
  status: number,
): unknown {
  // In tests and development a view that says more or less than its schema is our mistake, and stops here.
  if (mounting.platform.config.strictViews) z.parse(row.view, view)
  return reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(view))
}

/** Sends a page. */
export function sendPage(reply: FastifyReply, status: number, page: Html): unknown {
  return reply.code(status).type('text/html; charset=utf-8').send(page.toString())
}
