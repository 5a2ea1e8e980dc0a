/**
 * The one place where cookies are written, so that each is encoded for its header and goes over https alone where the site has it.
 */
import { parseCookie, stringifySetCookie } from 'cookie'

/** How long a cookie lasts, and for which addresses; for all of them unless said. */
export interface CookieTerms {
  readonly seconds: number
  readonly path?: string
}

/**
 * The name of a cookie for all of this host. Where the site has https its beginning tells the browser to take it from this host
 * alone, over https alone: a neighbour under the same domain can put none of its own in its place.
 */
export function cookieName(publicUrl: string, name: string): string {
  return publicUrl.startsWith('https:') ? `__Host-${name}` : name
}

/** The value a request brings under a name, of several the first that is ours: beside it may be what somebody else put there. */
export function ownCookie(
  header: string | null | undefined,
  name: string,
  isOurs: (value: string) => boolean,
): string | null {
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
export function cookieHeader(
  publicUrl: string,
  name: string,
  value: string,
  { seconds, path = '/' }: CookieTerms,
): string {
  const secure = publicUrl.startsWith('https:')
  return stringifySetCookie({ name, value, path, maxAge: seconds, httpOnly: true, sameSite: 'lax', secure })
}
