/**
 * Where a change may come from (docs/architecture.md, Answers): our own pages, or a bearer token without a cookie. Browsers say
 * where a request comes from in `Origin` and `Sec-Fetch-Site`; if both are sent, both must fit. Other programs bring a token.
 */

interface Asked {
  readonly secFetchSite: string | undefined
  readonly origin: string | undefined
  readonly hasBearer: boolean
  readonly hasCookie: boolean
}

/** May this non-GET pass? `own` is the site's origin, by a name it answers under. */
export function isOwnOrigin(asked: Asked, own: string): boolean {
  if (asked.hasBearer && !asked.hasCookie) return true
  if (asked.origin === undefined) return asked.secFetchSite === 'same-origin'
  return asked.origin === own && (asked.secFetchSite ?? 'same-origin') === 'same-origin'
}
