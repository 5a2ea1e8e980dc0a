/**
 * Flood limits, kept in this process's memory: for one account, one address, and one named field's value.
 */
import { Refused, tooMany } from '#server/platform/refuse.ts'

/** Keys one limit remembers at most, some 10 MB of them; beyond, it forgets the oldest rather than grow. */
const mostKeys = 50_000

interface Share {
  left: number
  /** In ms, as `Date.now()` counts. */
  readonly until: number
}

/** By limit, then by key; keys lie in the order in which their time began, so those that are over lie in front. */
const ledgers = new Map<string, Map<string, Share>>()

/**
 * Counts one request under each key.
 * @refuses too_many where a key has had its `times` in `seconds`; its value `seconds` says when it may come again
 */
export function spend(name: string, terms: { times: number; seconds: number }, keys: readonly string[]): void {
  const shares = ledgers.get(name) ?? new Map<string, Share>()
  ledgers.set(name, shares)
  const now = Date.now()
  for (const [key, { until }] of shares) {
    if (until > now && shares.size < mostKeys) break
    shares.delete(key)
  }
  for (const key of keys) {
    const share = shares.get(key) ?? { left: terms.times, until: now + terms.seconds * 1000 }
    shares.set(key, share)
    if (share.left === 0) throw new Refused(tooMany, {}, { seconds: Math.ceil((share.until - now) / 1000) })
    share.left--
  }
}

/** Forgets all counts; for tests, which are one busy address. */
export function forgetSpending(): void {
  ledgers.clear()
}

/** The part of an address that stands for one household or office: IPv4 whole, also where it is written as IPv6; IPv6 by /64. */
export function neighbourhood(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped) return mapped
  if (!address.includes(':')) return address
  const [head = '', tail = ''] = (address.split('%')[0] as string).toLowerCase().split('::')
  const start = head.split(':').filter(Boolean)
  const end = tail.split(':').filter(Boolean)
  const middle = Array<string>(Math.max(0, 8 - start.length - end.length)).fill('0')
  return [...start, ...middle, ...end]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
