/**
 * The sentence an act leaves for the next page ("Your Ping is on its way to 211 people"), carried by a cookie for one page.
 * It is sealed: a page says as ours only what this site said.
 */
import { cookieHeader, cookieName } from '#server/platform/http/cookies.ts'
import type { Platform } from '#server/platform/work.ts'

type Site = Pick<Platform, 'config' | 'secrets'>
type Cookies = Readonly<Record<string, string | undefined>>

const purpose = 'said'

function nameIn({ config }: Site): string {
  return cookieName(config.publicUrl, 'said')
}

/** The `Set-Cookie` that carries a sentence to the next page. */
export function saidCookie(site: Site, sentence: string): string {
  const sealed = site.secrets.seal(purpose, sentence.slice(0, 300))
  return cookieHeader(site.config.publicUrl, nameIn(site), sealed, { seconds: 60 })
}

/** The `Set-Cookie` that ends it once shown; null where the request brings none. */
export function saidShown(site: Site, cookies: Cookies): string | null {
  return cookies[nameIn(site)] ? cookieHeader(site.config.publicUrl, nameIn(site), '', { seconds: 0 }) : null
}

/** The sentence brought by a request; null where it brings none that this site gave. */
export function saidIn(site: Site, cookies: Cookies): string | null {
  const sealed = cookies[nameIn(site)]
  return sealed ? site.secrets.unseal(purpose, sealed) : null
}
