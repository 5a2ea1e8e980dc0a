/**
 * A seeded site that runs, and who may ask it: people with sessions of their own, as browsers have them.
 */
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { LoadRequest } from '#bench/load/request.ts'
import { openProgram } from '#server/command-line/program.ts'
import { sessionCookie } from '#server/identity/session-cookie.ts'
import { openPool, patientSettings } from '#server/platform/db.ts'
import type { Secrets } from '#server/platform/secrets.ts'
import { countStatements, inspectorFlags, inspectorIn, profiled } from './profile.ts'
import { type Program, prepareProgram } from './program.ts'
import { type Reference, startReference } from './reference.ts'

/** How much of each; as `bin/guildhall seed` takes it. */
export interface Amounts {
  readonly members: number
  readonly communities: number
  readonly threads: number
  readonly posts: number
  readonly resources: number
  readonly pages: number
}

/** Somebody with a session in a browser. */
export interface Visitor {
  readonly personId: string
  /** The `Cookie` of their requests. */
  readonly cookie: string
}

/** A site under load. */
export interface Site {
  readonly program: Program
  readonly reference: Reference
  /** Straight to its database, for what a test must know. */
  readonly pool: pg.Pool
  readonly secrets: Secrets
  /** The leader of all communities. */
  readonly leader: Visitor
  /** Members of the first community, with sessions. */
  readonly members: readonly Visitor[]
  /** Slug of the first community, which has everybody. */
  readonly community: string
  readonly seededInMs: number
  /** Signs people in once more, each in a browser of their own. */
  signIn(personIds: readonly string[]): Promise<Visitor[]>
  /** Runs a load, and where the bench was asked to, writes down where its time goes. */
  watched<T>(name: string, run: () => Promise<T>): Promise<T>
  /** Stops the program and its database, and starts both again; resolves with ms until the first page was answered. */
  restart(settings?: Readonly<Record<string, string>>): Promise<number>
  close(): Promise<void>
}

/** How a site is opened. */
export interface SiteTerms {
  /** Members who get a session. */
  readonly signedIn: number
  readonly settings?: Readonly<Record<string, string>>
  /** A folder for profiles of loads; without it no profile is taken. */
  readonly profileInto?: string | null
}

/** Seeds a site by `bin/guildhall seed`, starts it, and signs so many members in. */
export async function openSite(
  amounts: Amounts,
  { signedIn, settings = {}, profileInto = null }: SiteTerms,
): Promise<Site> {
  const program = await prepareProgram({ settings, flags: profileInto ? inspectorFlags : [] })
  try {
    const started = performance.now()
    await program.command('seed', ...Object.entries(amounts).flatMap(([name, count]) => [`--${name}`, String(count)]))
    const seededInMs = performance.now() - started
    await program.start()
    let attached = await attach(program)
    if (profileInto) {
      await countStatements(attached.pool)
      await attached.leave()
      await program.end()
      await program.start()
      attached = await attach(program)
    }
    const signIn = (personIds: readonly string[]) =>
      openSessions(attached.pool, { publicUrl: program.url, secrets: attached.secrets }, personIds)
    const [leader, ...members] = await signIn(await leaderAndMembers(attached.pool, signedIn))
    return {
      program,
      get reference() {
        return attached.reference
      },
      get pool() {
        return attached.pool
      },
      secrets: attached.secrets,
      leader: leader as Visitor,
      members,
      community: 'seed-1',
      seededInMs,
      signIn,
      watched(name, run) {
        const inspector = profileInto && inspectorIn(program.output())
        return inspector ? profiled({ folder: profileInto, inspector, pool: attached.pool }, name, run) : run()
      },
      async restart(more) {
        await attached.leave()
        await program.end()
        const tookMs = await program.start(more)
        attached = await attach(program)
        return tookMs
      },
      async close() {
        await attached.leave()
        await program.remove()
      },
    }
  } catch (problem) {
    await program.remove()
    throw problem
  }
}

/** What stands beside a running program: a way to its database, its secrets, and the reference on the same database. */
async function attach(program: Program) {
  const opened = await openProgram(program.environment)
  const { database, log, secrets } = opened.platform
  const pool = openPool(database.connection, { max: 4, settings: patientSettings, log })
  const { rows } = await pool.query<{ id: string }>('select id from thread order by md5(id::text) limit 1000')
  const reference = await startReference(
    database.connection,
    rows.map(({ id }) => id),
  )
  return {
    pool,
    secrets,
    reference,
    async leave() {
      await reference.stop()
      await pool.end()
      await opened.close()
    },
  }
}

/** The leader of all communities, and so many members of the first. */
async function leaderAndMembers(pool: pg.Pool, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string; is_leader: boolean }>(
    `select id, email = 'seed-leader@example.org' as is_leader from person
     where email = 'seed-leader@example.org' or email like 'person-%' order by 2 desc, id limit $1::int + 1`,
    [count],
  )
  return rows.map(({ id }) => id)
}

async function openSessions(
  pool: pg.Pool,
  site: { publicUrl: string; secrets: Secrets },
  personIds: readonly string[],
): Promise<Visitor[]> {
  const tokens = personIds.map(() => randomBytes(24).toString('base64url'))
  await pool.query(
    `insert into session (token, user_id, expires_at)
     select token, person, now() + interval '90 days' from unnest($1::text[], $2::uuid[]) as given (token, person)`,
    [tokens, personIds],
  )
  return personIds.map((personId, i) => ({
    personId,
    cookie: sessionCookie(site, tokens[i] as string).split(';', 1)[0] as string,
  }))
}

/** A page as a browser asks for it, without compression: what the figures are about is making the page. */
export function pageOf(path: string, { cookie }: Visitor): LoadRequest {
  return { method: 'GET', path, headers: { cookie, accept: 'text/html' } }
}

/** The same address as JSON. */
export function jsonOf(path: string, { cookie }: Visitor): LoadRequest {
  return { method: 'GET', path, headers: { cookie, accept: 'application/json' } }
}

/** A form as a browser of the site sends it. */
export function formOf(path: string, visitor: Visitor | null, fields: Readonly<Record<string, string>>): LoadRequest {
  return {
    method: 'POST',
    path,
    headers: {
      ...(visitor ? { cookie: visitor.cookie } : {}),
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams(fields).toString(),
  }
}
