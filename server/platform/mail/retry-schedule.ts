/**
 * How long a mail is tried: soon at first, as a greylisting or busy server expects, then less and less often, for three days.
 */
import { hour, minute, second } from '#server/platform/clock.ts'
import type { Verdict } from './verdict.ts'

const firstPauses = [15 * second, minute, 5 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 4 * hour]
const laterPause = 6 * hour
const patience = 72 * hour
/** After a no the mail is not tried again at once: the operator of the site has something to put right first. */
const afterNo = 30 * minute

/** The pause after that many attempts, in ms; null where the mail is given up. A server that was closed is asked again when it has rested. */
export function pauseAfter(attempts: number, outcome: Verdict): number | null {
  if (outcome === 'closed') return second
  if (triedFor(attempts) >= patience) return null
  return Math.max(firstPauses[attempts - 1] ?? laterPause, outcome === 'refused' ? afterNo : 0)
}

/** The time between the first attempt and the last of so many. */
function triedFor(attempts: number): number {
  const first = firstPauses.slice(0, attempts - 1)
  return first.reduce((sum, one) => sum + one, 0) + Math.max(0, attempts - 1 - firstPauses.length) * laterPause
}
