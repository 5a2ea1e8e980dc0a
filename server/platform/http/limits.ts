/**
 * Flood limits, kept in this process's memory: for one account, one address, and one named field's value.
 */
import ipaddr from 'ipaddr.js'
import { refuseFor } from '#server/platform/refuse.ts'

/** Keys one limit remembers at most, some 15 MB of them; beyond, it forgets the older half rather than grow. */
const mostKeys = 100_000

interface Share {
  left: number
  /** In ms, as `Date.now()` counts. */
  readonly until: number
}

/** Two halves in turn: whatever is in the older one when they change over has had its time, or gives way. */
interface Ledger {
  young: Map<string, Share>
  old: Map<string, Share>
  turnsAt: number
}

const ledgers = new Map<string, Ledger>()

/**
 * Counts one request under each key.
 * @refuses too_many where a key has had its `times` in `seconds`; its value `seconds` says when it may come again
 */
export function spend(name: string, terms: { times: number; seconds: number }, keys: readonly string[]): void {
  const now = Date.now()
  const ledger = ledgers.get(name) ?? { young: new Map(), old: new Map(), turnsAt: now + terms.seconds * 1000 }
  ledgers.set(name, ledger)
  if (now >= ledger.turnsAt || ledger.young.size >= mostKeys / 2) {
    ledger.old = ledger.young
    ledger.young = new Map()
    ledger.turnsAt = now + terms.seconds * 1000
  }
  for (const key of keys) {
    let share = ledger.young.get(key) ?? ledger.old.get(key)
    if (!share || share.until <= now) {
      share = { left: terms.times, until: now + terms.seconds * 1000 }
      ledger.young.set(key, share)
    }
    if (share.left === 0) refuseFor(Math.ceil((share.until - now) / 1000))
    share.left--
  }
}

/** Forgets all counts; for tests, which are one busy address. */
export function forgetSpending(): void {
  ledgers.clear()
}

/** Networks of IPv6 whose addresses end with one of IPv4: mapped, translated, and those of NAT64 (RFC 4291, 2765, 6052). */
const holdingIPv4 = ['::ffff:0:0/96', '::ffff:0:0:0/96', '64:ff9b::/96'].map((network) =>
  ipaddr.IPv6.parseCIDR(network),
)

/** The part of an address that stands for one household or office: IPv4 whole, also where IPv6 carries it; IPv6 by /64. */
export function neighbourhood(address: string): string {
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
