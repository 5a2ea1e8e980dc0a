/**
 * Flood limits, kept in this process's memory: for one account, one address, and one named field's value.
 */
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { refuse, tooMany } from '#server/platform/refuse.ts'

const limiters = new Map<string, RateLimiterMemory>()

/** Counts one request under each key, and refuses with `too_many` where a key has had its share. */
export async function spend(
  name: string,
  terms: { times: number; seconds: number },
  keys: readonly string[],
): Promise<void> {
  let limiter = limiters.get(name)
  if (!limiter) {
    limiter = new RateLimiterMemory({ points: terms.times, duration: terms.seconds })
    limiters.set(name, limiter)
  }
  for (const key of keys) {
    try {
      await limiter.consume(key)
    } catch {
      refuse(tooMany)
    }
  }
}

/** Forgets all counts; for tests, which are one busy address. */
export function forgetSpending(): void {
  limiters.clear()
}

/** The part of an address that stands for one household or office: IPv4 whole, IPv6 by /64. */
export function neighbourhood(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address
  const [head = '', tail = ''] = address.split('::')
  const start = head.split(':').filter(Boolean)
  const end = tail.split(':').filter(Boolean)
  const middle = Array<string>(Math.max(0, 8 - start.length - end.length)).fill('0')
  return [...start, ...middle, ...end].slice(0, 4).join(':')
}
