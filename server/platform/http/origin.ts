/**
 * Where a change may come from (docs/architecture.md, Answers): our own pages, or a bearer token without a cookie.
 * Browsers say where a request comes from in `Sec-Fetch-Site` or `Origin`; other programs bring a token.
 */

interface Asked {
  readonly secFetchSite: string | undefined
  readonly origin: string | undefined
  readonly hasBearer: boolean
  readonly hasCookie: boolean
}

/** May this non-GET pass? `publicOrigin` is the configured one, never a header's. */
export function isOwnOrigin(asked: Asked, publicOrigin: string): boolean {
  if (asked.hasBearer && !asked.hasCookie) return true
  if (asked.secFetchSite) return asked.secFetchSite === 'same-origin'
  return asked.origin === publicOrigin
}
