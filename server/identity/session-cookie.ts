/**
 * The cookie of a session: its token, signed by the site, in the form better-auth reads and writes.
 * A cookie with a wrong signature costs no query.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { cookieHeader, cookieName, ownCookie } from '#server/platform/http/cookies.ts'
import type { Secrets } from '#server/platform/secrets.ts'

/** Keys by site: deriving one takes two hashes, and every request needs it. */
const keys = new WeakMap<Secrets, string>()
const nobody = '00000000-0000-0000-0000-000000000000'

/** How long a session lasts from its last use. */
export const sessionDays = 90

/** The key of session cookies, from the site's own. */
export function sessionKey(secrets: Secrets): string {
  let key = keys.get(secrets)
  if (!key) {
    key = secrets.derive('session', nobody, 1) + secrets.derive('session', nobody, 2)
    keys.set(secrets, key)
  }
  return key
}

interface Site {
  readonly publicUrl: string
  readonly secrets: Secrets
}

/** Where it lies. */
export function sessionCookieName(publicUrl: string): string {
  return cookieName(publicUrl, 'session')
}

/** The token of the session a request brings, if the site signed it; else null. All cookies that may hold one are tried. */
export function sessionTokenIn({ publicUrl, secrets }: Site, cookieHeader: string | null | undefined): string | null {
  const isSigned = (cookie: string) => signedToken(secrets, cookie) !== null
  const cookie = ownCookie(cookieHeader, sessionCookieName(publicUrl), isSigned)
  return cookie ? signedToken(secrets, cookie) : null
}

function signedToken(secrets: Secrets, cookie: string): string | null {
  const at = cookie.lastIndexOf('.')
  if (at < 1) return null
  const token = cookie.slice(0, at)
  const given = Buffer.from(cookie.slice(at + 1))
  const expected = Buffer.from(signatureOf(secrets, token))
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null
}

/** The `Set-Cookie` that begins or renews a session in this browser. */
export function sessionCookie({ publicUrl, secrets }: Site, token: string): string {
  const value = `${token}.${signatureOf(secrets, token)}`
  return cookieHeader(publicUrl, sessionCookieName(publicUrl), value, { seconds: sessionDays * 86_400 })
}

/** The `Set-Cookie` that ends it. */
export function noSessionCookie(publicUrl: string): string {
  return cookieHeader(publicUrl, sessionCookieName(publicUrl), '', { seconds: 0 })
}

function signatureOf(secrets: Secrets, token: string): string {
  return createHmac('sha256', sessionKey(secrets)).update(token).digest('base64')
}
