/**
 * Sessions of a browser: beginning one, keeping one that is used.
 */
import { authTables } from '#server/identity/better-auth.ts'
import { sessionCookie, sessionDays, sessionTokenIn } from '#server/identity/session-cookie.ts'
import { endSessionOfToken, renewSessionUntil } from '#server/identity/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import type { Work } from '#server/platform/work.ts'

const longestUserAgent = 300

/** Signs a person in in this browser. The session it had before, of whomever, ends. How they proved who they are is for the caller to know. */
export async function beginSession(work: Work, personId: string, request: RequestFacts): Promise<void> {
  const session = await (await authTables(work)).createSession(personId, false, {
    ipAddress: request.address,
    userAgent: request.userAgent.slice(0, longestUserAgent),
  })
  await takeOver(work, session.token, request)
}

/** Gives this browser the cookie of a session that was made, in place of the one it had. */
export async function takeOver(work: Work, token: string, request: RequestFacts): Promise<void> {
  const site = siteOf(work)
  const before = sessionTokenIn(site, request.headers.get('cookie'))
  if (before) {
    const personId = await endSessionOfToken(work.tx, before)
    if (personId) work.touchPerson(personId)
  }
  request.giveCookie(sessionCookie(site, token))
}

/** Runs with every act: a session lasts 90 days from its last use, counted to the day. A page that is only read writes nothing. */
export async function renewSession(work: Work, actor: Actor, request: RequestFacts): Promise<void> {
  if (actor.kind !== 'person' || !actor.sessionId || !actor.sessionRenewedAt) return
  if (work.now.getTime() - actor.sessionRenewedAt.getTime() < 86_400_000) return
  const token = await renewSessionUntil(work, actor.sessionId, new Date(work.now.getTime() + sessionDays * 86_400_000))
  if (token) request.giveCookie(sessionCookie(siteOf(work), token))
}

/** What cookies are made with. */
export function siteOf({ platform }: Pick<Work, 'platform'>) {
  return { publicUrl: platform.config.publicUrl, secrets: platform.secrets }
}
