/**
 * The one place where cookies are written, so that each is encoded for its header and goes over https alone where the site has it.
 */
import { stringifySetCookie } from 'cookie'

/** How long a cookie lasts, and for which addresses; for all of them unless said. */
export interface CookieTerms {
  readonly seconds: number
  readonly path?: string
}

/** A `Set-Cookie` header. No script reads what we keep, and no other site's form brings it along. */
export function cookieHeader(
  publicUrl: string,
  name: string,
  value: string,
  { seconds, path = '/' }: CookieTerms,
): string {
  return stringifySetCookie({
    name,
    value,
    path,
    maxAge: seconds,
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
  })
}
