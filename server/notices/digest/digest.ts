/** What a digest tells, and in which order. Pure. */
import { type DigestRank, digestRanks, type InShort } from '#server/platform/mail/mail-kind.ts'

/** A digest tells of so many things; the inbox has the others. */
const mostTold = 15

/** One thing of a digest, of a community. */
export interface Told extends InShort {
  readonly rank: DigestRank
  readonly community: string
}

/** The best of these things first; among equals their order stays. */
export function bestFirst(things: readonly Told[]): { told: Told[]; left: number } {
  const sorted = digestRanks.flatMap((rank) => things.filter((one) => one.rank === rank))
  return { told: sorted.slice(0, mostTold), left: Math.max(0, sorted.length - mostTold) }
}
