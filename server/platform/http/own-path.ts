/**
 * Paths of this site in the one form that headers can carry: characters outside ASCII are percent-encoded. Pure.
 */

/** The most characters of a path in a request, and of its encoded form: an address may not be much longer. */
const longestSent = 1000
const longestEncoded = 3000

/** Stands for this site while a path is read. */
const here = 'http://here.invalid'

/**
 * Where a request that names its own next page may lead: a path of this site, encoded (`/日` becomes
 * `/%E6%97%A5`). Anything else becomes `/`: never another site, however it is spelt.
 */
export function ownPath(to: string | null | undefined): string {
  if (!to || to.length > longestSent) return '/'
  const encoded = encodedPath(to)
  return encoded && encoded.length <= longestEncoded ? encoded : '/'
}

/**
 * A path of ours as the `Location` of an answer.
 * @throws where it leads to another site: a mistake of ours, found before the answer is begun
 */
export function locationOf(path: string): string {
  const encoded = encodedPath(path)
  if (!encoded) throw new Error('an answer would lead away from this site')
  return encoded
}

/** Path, query and fragment by the URL standard; null where it is no path of this site. */
function encodedPath(to: string): string | null {
  if (!/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(to) || !URL.canParse(to, here)) return null
  const { origin, pathname, search, hash } = new URL(to, here)
  return origin === here && !pathname.startsWith('//') ? pathname + search + hash : null
}
