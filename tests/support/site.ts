/**
 * A whole site for a test file: a database of its own with the cast, the program started on it in this process,
 * and a client for each of the cast. Nothing of ours is mocked.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { app } from '#server/app.ts'
import { loadActor } from '#server/identity/reads-actor.ts'
import { hashOfToken } from '#server/identity/request-actor.ts'
import type { Actor } from '#server/platform/actor.ts'
import { type Config, readConfig } from '#server/platform/config.ts'
import { openLog } from '#server/platform/log.ts'
import type { Room } from '#server/platform/room.ts'
import { startProgram } from '#server/platform/start.ts'
import { doWork, type Look, lookAt, type Platform, type Work } from '#server/platform/work.ts'
import { type Cast, type CastName, seedCast } from '#tests/support/cast.ts'
import { freshConnections, type TestDatabase, testDatabase } from '#tests/support/database.ts'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly headers: Record<string, string | string[] | number | undefined>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into views of every shape
  readonly json: any
}

/** A caller of the site. */
export interface Client {
  /** A page. */
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  /** The same address as JSON. */
  json(path: string): Promise<Answer>
  /** Sends a form. */
  post(
    path: string,
    fields?: Record<string, string | readonly string[]>,
    headers?: Record<string, string>,
  ): Promise<Answer>
  /** Sends JSON. */
  send(path: string, body?: unknown, method?: 'POST' | 'PUT' | 'DELETE'): Promise<Answer>
}

export interface Site {
  readonly cast: Cast
  readonly database: TestDatabase
  readonly platform: Platform
  readonly server: FastifyInstance
  /** A client of one of the cast, or of a visitor. */
  as(who: CastName | 'visitor'): Client
  /** The actor as a request would load it. */
  actor(who: CastName | 'visitor'): Promise<Actor>
  look(): Promise<Look>
  /** Moves the database's clock, for the program and for the test; see {@link TestDatabase}. */
  shiftClock(interval: string): Promise<void>
  work<T>(run: (work: Work) => Promise<T>): Promise<T>
  /** The port at which mails come in, where `MAIL_IN` is set. */
  readonly mailInPort: number | null
  /** Listens on a free port of 127.0.0.1 and tells its address. */
  listen(): Promise<string>
}

/**
 * Opens the site at the top of a test file; it ends when the file's tests have. Jobs run where `ROLES` has `worker`.
 * @param more rooms of the test's own, beside the site's
 * @param database an empty one to use in place of a fresh one
 */
export async function openSite(
  settings: Partial<Record<string, string>> = {},
  more: readonly Room[] = [],
  database?: TestDatabase,
): Promise<Site> {
  return openSiteOn(database ?? (await testDatabase()), settings, more)
}

async function openSiteOn(
  database: TestDatabase,
  settings: Partial<Record<string, string>>,
  more: readonly Room[],
): Promise<Site> {
  const cast = await seedCast(database.db)
  const dataDir = mkdtempSync(join(tmpdir(), 'guildhall-site-'))
  const config: Config = {
    ...readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', ROLES: 'web', ...settings }),
    strictViews: true,
  }
  const log = openLog(config.logLevel, process.stderr)
  const program = await startProgram({ ...app, rooms: [...app.rooms, ...more] }, config, database.connection, log)
  database.beforeClosing(async () => {
    await program.stop()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const server = program.server as FastifyInstance
  askedByItsName(server, config.publicUrl)
  return {
    cast,
    database,
    platform: program.platform,
    server,
    mailInPort: program.mailInPort,
    as: (who) => clientOf(server, who === 'visitor' ? bearing(config.publicUrl) : holding(cast.people[who].token)),
    actor: (who) =>
      loadActor(program.platform.database.read, {
        sessionToken: null,
        apiTokenHash: who === 'visitor' ? null : hashOfToken(cast.people[who].token),
        acceptLanguage: 'en',
      }),
    look: () => lookAt(program.platform),
    async shiftClock(interval) {
      await database.shiftClock(interval)
      await freshConnections(program.platform.database)
    },
    work: (run) => doWork(program.platform, run),
    async listen() {
      await server.listen({ host: '127.0.0.1', port: 0 })
      const address = server.server.address() as { port: number }
      return `http://127.0.0.1:${address.port}`
    },
  }
}

/** A request to a server that does not listen uses its public host name, unless the test gives another. */
function askedByItsName(server: FastifyInstance, publicUrl: string): void {
  const inject = server.inject.bind(server) as (asked: object) => unknown
  const { host } = new URL(publicUrl)
  server.inject = ((asked: object) => inject({ authority: host, ...asked })) as typeof server.inject
}

/** The headers of a caller with an API token. */
export function holding(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` }
}

/** The headers of a browser on a page of the site, with these cookies. */
export function bearing(publicUrl: string, cookies: ReadonlyMap<string, string> = new Map()): Record<string, string> {
  const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  return { origin: new URL(publicUrl).origin, ...(cookie && { cookie }) }
}

/** A client that sends these headers with everything. */
export function clientOf(server: FastifyInstance, who: Readonly<Record<string, string>>): Client {
  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    headers: Record<string, string>,
    payload?: string,
  ): Promise<Answer> => {
    const reply = await server.inject({
      method,
      url,
      headers: { ...who, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    const isJson = String(reply.headers['content-type'] ?? '').includes('json')
    return {
      status: reply.statusCode,
      text: reply.body,
      headers: reply.headers,
      json: isJson ? JSON.parse(reply.body) : undefined,
    }
  }
  return {
    get: (path, headers = {}) => ask('GET', path, { accept: 'text/html', ...headers }),
    json: (path) => ask('GET', path, { accept: 'application/json' }),
    post: (path, fields = {}, headers = {}) =>
      ask(
        'POST',
        path,
        { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded', ...headers },
        encoded(fields),
      ),
    send: (path, body = {}, method = 'POST') =>
      ask(method, path, { accept: 'application/json', 'content-type': 'application/json' }, JSON.stringify(body)),
  }
}

function encoded(fields: Record<string, string | readonly string[]>): string {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  return form.toString()
}
