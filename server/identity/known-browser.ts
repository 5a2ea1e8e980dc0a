/**
 * A browser that has signed in as somebody before. A sealed cookie says so, to the pages of signing in alone: it signs nobody in,
 * and gives its browser tries of its own, which no stranger can use up (OWASP, "device cookies").
 */
import { day } from '#server/platform/clock.ts'
import { cookieHeader } from '#server/platform/http/cookies.ts'
import { randomToken, type Secrets, sealedAs } from '#server/platform/secrets.ts'

const cookieName = 'browser'
const cookieDays = 400

/** Several people may share a browser; of more, the first is forgotten. */
const mostPeople = 4

export interface KnownBrowser {
  readonly id: string
  /** Hashes of the addresses it has signed in with, the latest last. */
  readonly addresses: readonly string[]
}

const sealed = sealedAs<KnownBrowser>('known browser')
type Cookies = Readonly<Record<string, string | undefined>>

/** What the cookie of a request says; null where it has no cookie of ours. */
export function knownBrowserIn(secrets: Secrets, cookies: Cookies): KnownBrowser | null {
  return sealed.open(secrets, cookies[cookieName] ?? '')
}

/** The `Set-Cookie` that remembers one more sign-in with an address. */
export function knownBrowserCookie(
  { secrets, publicUrl }: { secrets: Secrets; publicUrl: string },
  cookies: Cookies,
  addressHash: string,
): string {
  const before = knownBrowserIn(secrets, cookies)
  const others = before?.addresses.filter((one) => one !== addressHash) ?? []
  const browser: KnownBrowser = {
    id: before?.id ?? randomToken(),
    addresses: [...others, addressHash].slice(-mostPeople),
  }
  return cookieHeader(publicUrl, cookieName, sealed.seal(secrets, browser), {
    path: '/sign-in',
    seconds: (cookieDays * day) / 1000,
  })
}
