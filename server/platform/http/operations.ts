/**
 * Answers for operators and programs: is the server alive, is it ready, its figures, and the description of its API.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import { apiPage } from '#server/platform/html/api-page.ts'
import { problemsPage } from '#server/platform/html/problems-page.ts'
import { bearerOf } from '#server/platform/http/bearer.ts'
import { answers, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { asksForThisMachine, cameByProxy } from '#server/platform/http/host-name.ts'
import { openApi } from '#server/platform/http/openapi.ts'
import { preparedPage, send } from '#server/platform/http/prepared.ts'
import { listProblems, problemsView } from '#server/platform/http/problems.ts'
import { prefersJson } from '#server/platform/http/represent.ts'
import { screenFor } from '#server/platform/http/screen-for.ts'
import { translator } from '#server/platform/i18n.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { isLocalHost } from '#server/platform/setting-shapes.ts'
import type { Platform } from '#server/platform/work.ts'

const registry = new Registry()
collectDefaultMetrics({ register: registry })
const streams = new Gauge({
  name: 'guildhall_live_streams',
  help: 'Live streams open in this process',
  registers: [registry],
})
const waitingJobs = new Gauge({
  name: 'guildhall_jobs_waiting',
  help: 'Jobs that are due and not yet done',
  registers: [registry],
})

/** The rows of operation; `rows` gives the endpoints to describe. */
export function operations(rows: () => readonly Endpoint[]): Endpoint[] {
  return [
    answers({
      path: '/health/live',
      summary: 'The program runs.',
      who: 'anyone',
      anyHost: 'it tells nothing but that',
      ownActor: true,
      handle: async (_platform, _actor, _request, reply) => reply.type('text/plain').send('alive\n'),
    }),
    answers({
      path: '/health/ready',
      summary: 'The program runs and its database answers.',
      who: 'anyone',
      anyHost: 'it tells nothing but that',
      ownActor: true,
      async handle(platform, _actor, _request, reply) {
        await sql`select 1`.execute(platform.database.read)
        return reply.type('text/plain').send('ready\n')
      },
    }),
    answers({
      path: '/metrics',
      summary:
        'Figures for Prometheus; asks for METRICS_TOKEN as a bearer token, or without one answers this machine only.',
      who: 'anyone',
      anyHost: 'it asks for a token, or for this machine by a name of its own',
      ownActor: true,
      refusals: [notFound],
      async handle(platform, _actor, request, reply) {
        const token = platform.config.metricsToken
        const isWelcome = token ? isSame(bearerOf(request) ?? '', token.reveal()) : isOfThisMachine(request)
        if (!isWelcome) refuse(notFound)
        await measure(platform)
        return reply.type(registry.contentType).send(await registry.metrics())
      },
    }),
    answers({
      path: '/openapi.json',
      summary: 'This description, as OpenAPI 3.1; for a reader, as a page.',
      who: 'anyone',
      async handle(platform, actor, request, reply) {
        const accept = request.headers.accept
        if (accept?.includes('text/html') && !prefersJson(accept, undefined)) {
          return send(reply, preparedPage(200, apiPage(rows(), await screenFor(platform, actor, request))))
        }
        const described = openApi(rows(), { name: actor.site.name, publicUrl: platform.config.publicUrl })
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(described))
      },
    }),
    reads({
      path: '/problems',
      summary: 'Every code a problem document may have, with its sentence and the addresses it comes from.',
      who: 'anyone',
      view: problemsView,
      read: async (_look, actor) => listProblems(rows(), translator(actor.locale)),
      page: problemsPage,
    }),
  ]
}

function isSame(one: string, other: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(one), hash(other))
}

/** Does the request come from this machine, under a name of it, and not through a proxy here for somebody elsewhere? */
function isOfThisMachine({ ip, headers, raw }: FastifyRequest): boolean {
  const isLoopback = isLocalHost(ip.replace(/^::ffff:/, ''))
  return isLoopback && asksForThisMachine(headers.host) && !cameByProxy(raw)
}

async function measure(platform: Platform): Promise<void> {
  streams.set(platform.live.size)
  const { rows } = await platform.database.readPool.query(
    'select count(*) as n from graphile_worker.jobs where run_at <= now()',
  )
  waitingJobs.set(rows[0].n)
}
