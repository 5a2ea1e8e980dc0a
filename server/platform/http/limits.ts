/**
 * Rate limits, kept in this process's memory: for one account, one address, and one named field's value.
 */
import ipaddr from 'ipaddr.js'
import { refuseFor } from '#server/platform/refuse.ts'

/** The most keys one limit remembers, some 15 MB of them. With more it forgets the older half and does not grow. */
const mostKeys = 100_000

/** How many requests one key has left. */
interface Bucket {
  left: number
  /** In ms, as `Date.now()` counts. */
  readonly until: number
}

/** The buckets of one limit, in two halves. When the halves swap, the buckets of the older one have run out, or are forgotten. */
interface Window {
  young: Map<string, Bucket>
  old: Map<string, Bucket>
  turnsAt: number
}

const windows = new Map<string, Window>()

/**
 * Counts one request under each key.
 * @refuses too_many where a key has had its `times` in `seconds`; its value `seconds` says when it may come again
 */
export function countRequest(name: string, limit: { times: number; seconds: number }, keys: readonly string[]): void {
  const now = Date.now()
  const window = windows.get(name) ?? { young: new Map(), old: new Map(), turnsAt: now + limit.seconds * 1000 }
  windows.set(name, window)
  if (now >= window.turnsAt || window.young.size >= mostKeys / 2) {
    window.old = window.young
    window.young = new Map()
    window.turnsAt = now + limit.seconds * 1000
  }
  for (const key of keys) {
    let bucket = window.young.get(key) ?? window.old.get(key)
    if (!bucket || bucket.until <= now) {
      bucket = { left: limit.times, until: now + limit.seconds * 1000 }
      window.young.set(key, bucket)
    }
    if (bucket.left === 0) refuseFor(Math.ceil((bucket.until - now) / 1000))
    bucket.left--
  }
}

/** Forgets all counts; for tests, whose requests all come from one address. */
export function forgetCounts(): void {
  windows.clear()
}

/** Networks of IPv6 whose addresses end with one of IPv4: mapped, translated, and those of NAT64 (RFC 4291, 2765, 6052). */
const holdingIPv4 = ['::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96'].map((network) =>
  ipaddr.IPv6.parseCIDR(network),
)

/** The part of an address that stands for one household or office: IPv4 whole, also where IPv6 carries it; IPv6 by /64. */
export function clientNetwork(address: string): string {
  if (!ipaddr.isValid(address)) return address
  const parsed = ipaddr.parse(address)
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString()
  if (holdingIPv4.some((network) => parsed.match(network)))
    return new ipaddr.IPv4(parsed.toByteArray().slice(-4)).toString()
  return parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')
}
