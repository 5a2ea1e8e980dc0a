/**
 * Who asks to sign in: the client by which mails and guesses are counted.
 */

import { knownBrowserCookie, knownBrowserIn } from '#server/identity/known-browser.ts'
import { clientFor, hashOfAddress, type SignInClient } from '#server/identity/sign-in-limits.ts'
import type { RequestFacts } from '#server/platform/http/endpoint.ts'
import type { Work } from '#server/platform/work.ts'

/** A browser that has signed in with this address before, or a stranger in some network. */
export function clientOf({ platform }: Pick<Work, 'platform'>, address: string, request: RequestFacts): SignInClient {
  const { secrets } = platform
  const browser = knownBrowserIn(secrets, request.cookies)
  return clientFor(secrets, hashOfAddress(secrets, address), { browser, address: request.address })
}

/** From now on this browser is one that has signed in with this address. */
export function rememberBrowser({ platform }: Pick<Work, 'platform'>, address: string, request: RequestFacts): void {
  const { secrets, config } = platform
  const addressHash = hashOfAddress(secrets, address)
  request.giveCookie(knownBrowserCookie({ secrets, publicUrl: config.publicUrl }, request.cookies, addressHash))
}
