/**
 * Who may ask for how many mails, and guess how often. Nothing here is counted against an address alone where that would keep
 * its owner out: a browser that proved itself has tries of its own, each network has its own, and a link is never off.
 * docs/decisions says why. Pure.
 */
import { clientNetwork } from '#server/platform/http/limits.ts'
import type { Secrets } from '#server/platform/secrets.ts'

const dayMinutes = 24 * 60

/** So many in so many minutes. */
export interface Limit {
  readonly times: number
  readonly minutes: number
}

/** Sign-in mails that are sent for one address; beyond that, no new mail is sent, and the newest one works again. */
export const mailLimits = {
  /** To each browser that has signed in with it before. */
  browser: { times: 12, minutes: dayMinutes },
  /** To all others in one network. */
  network: { times: 5, minutes: dayMinutes },
  /** To all others in all networks together: what strangers can send somebody in a day. */
  strangers: { times: 15, minutes: dayMinutes },
} as const satisfies Record<string, Limit>

/** Wrong passwords for one address: of one browser that has signed in with it, or of one network. */
export const passwordLimit: Limit = { times: 10, minutes: 15 }

/** Wrong passwords and codes of a network's strangers, for any person; beyond that, the network gets links and no codes. */
export const networkLimit: Limit = { times: 30, minutes: dayMinutes }

/** Wrong ones in a row after which a password, or a code, is off until a mailed link is used (NIST SP 800-63B, 3.2.2). */
export const longestStreak = 100

/** Who asks: a browser that proved itself, or a stranger, known by the network alone. Both are hashes under the site's key. */
export type SignInClient =
  | { readonly kind: 'browser'; readonly addressHash: string; readonly browserHash: string }
  | { readonly kind: 'stranger'; readonly addressHash: string; readonly networkHash: string }

/** What tries are counted under: the address under the site's key, so that no list of addresses is kept for it. */
export function hashOfAddress(secrets: Secrets, address: string): string {
  return secrets.derive('sign-in address', address, 1)
}

/** The client for an address, by what a request brings. */
export function clientFor(
  secrets: Secrets,
  addressHash: string,
  request: {
    readonly browser: { readonly id: string; readonly addresses: readonly string[] } | null
    readonly address: string
  },
): SignInClient {
  const { browser, address } = request
  if (browser?.addresses.includes(addressHash)) {
    return {
      kind: 'browser',
      addressHash,
      browserHash: secrets.derive('sign-in browser', `${browser.id} ${addressHash}`, 1),
    }
  }
  return { kind: 'stranger', addressHash, networkHash: secrets.derive('sign-in network', clientNetwork(address), 1) }
}

/** The client for a person's own address in a session, which is counted separately. */
export function clientInSession(secrets: Secrets, addressHash: string, sessionId: string): SignInClient {
  return { kind: 'browser', addressHash, browserHash: secrets.derive('sign-in session', sessionId, 1) }
}

/** What wrong ones in a row are counted under: all strangers are one, each browser is its own. */
export function streakKey(client: SignInClient): string {
  return client.kind === 'browser' ? client.browserHash : client.addressHash
}

/** Is a new mail sent to this client, or is the newest one made to work again? */
export function mailFor(client: Pick<SignInClient, 'kind'>, sent: { here: number; toStrangers: number }) {
  if (client.kind === 'browser') return sent.here < mailLimits.browser.times ? 'new' : 'newest'
  return sent.here < mailLimits.network.times && sent.toStrangers < mailLimits.strangers.times ? 'new' : 'newest'
}

/** Are codes offered to this client, and taken from them? */
export function takesCodes(client: Pick<SignInClient, 'kind'>, wrong: { inARow: number; ofNetwork: number }) {
  if (wrong.inARow >= longestStreak) return false
  return client.kind === 'browser' || wrong.ofNetwork < networkLimit.times
}

/** Is a password looked at? `later` when the limit is reached for now, `off` until a mailed link is used. */
export function takesPasswords(wrong: { readonly inARow: number; readonly lately: number }): 'yes' | 'later' | 'off' {
  if (wrong.inARow >= longestStreak) return 'off'
  return wrong.lately < passwordLimit.times ? 'yes' : 'later'
}

/**
 * What was typed as a code, as plain figures: all digits in it, of any script. What else stands there says nothing: people copy
 * "Code: 123456" from the mail, and write 123_456 or (123 456).
 */
export function plainCode(typed: string): string {
  return Array.from(typed.match(/\p{Nd}/gu) ?? [], figureOf).join('')
}

/** Unicode keeps the digits of each script together, from zero to nine, and scripts may follow each other. */
function figureOf(digit: string): number {
  const point = digit.codePointAt(0) as number
  let first = point
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1
  return (point - first) % 10
}
