/**
 * The one place that writes cookies, so that each is encoded for its header and, where the site has https, sent over it only.
 */
import { parseCookie, stringifySetCookie } from 'cookie'

/** How long a cookie lasts, and for which addresses; for all of them by default. */
export interface CookieTerms {
  readonly seconds: number
  readonly path?: string
}

/**
 * The name of a cookie for all of this host. With https its prefix tells the browser to take it from this host
 * alone, over https alone: a neighbour under the same domain cannot put its own in its place.
 */
export function cookieName(publicUrl: string, name: string): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name
}

/** The value a request brings under a name; of several, the first that is ours, since another site may have set one beside it. */
export function ownCookie(header: string | null | undefined, name: string, isOurs: (value: string) => boolean) {
  const decode = (text: string) => {
    const value = decodedText(text)
    return isOurs(value) ? value : undefined
  }
  return parseCookie(header ?? '', { decode })[name] ?? null
}

function decodedText(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A `Set-Cookie` header. No script reads what we keep, and no other site's form brings it along. */
export function cookieHeader(publicUrl: string, name: string, value: string, { seconds, path = '/' }: CookieTerms) {
  const secure = publicUrl.startsWith('https:')
  return stringifySetCookie({ name, value, path, maxAge: seconds, httpOnly: true, sameSite: 'lax', secure })
}
