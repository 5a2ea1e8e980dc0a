/**
 * The sentence an act leaves for the next page ("Your Ping is on its way to 211 people"), carried by a cookie for one page.
 */

const name = 'said'

/** The `Set-Cookie` that carries a sentence to the next page. */
export function saidCookie(sentence: string): string {
  return `${name}=${encodeURIComponent(sentence)}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax`
}

/** The `Set-Cookie` that ends it once shown. */
export const saidShown = `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`

/** The sentence brought by a request, at most 300 characters; or null. */
export function saidIn(cookies: Readonly<Record<string, string | undefined>>): string | null {
  return cookies[name]?.slice(0, 300) || null
}
