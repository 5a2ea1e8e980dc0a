/**
 * Which counts by cohort are kept when a Ping closes. What could tell how a few people voted is never stored, so that no page,
 * export or later version can show it.
 */

/** The votes of some people: a cohort, or those in none. No person is in two groups of one Ping. */
export interface Group {
  /** Null for those in no cohort. */
  readonly cohortId: string | null
  /** By option; options without a vote may be missing. */
  readonly votes: ReadonlyMap<string, number>
}

/** How many voted in it. */
export function votesIn({ votes }: Group): number {
  return [...votes.values()].reduce((sum, n) => sum + n, 0)
}

/**
 * The groups whose counts may be shown beside the count of all. Those under the threshold are left out, also one where nobody
 * answered. One that is left out alone would be the count of all less the others: so the next smallest is left out too, and
 * more until together they reach the threshold. A Ping of one group has nothing to show beside the count of all.
 */
export function keptGroups(groups: readonly Group[], threshold: number): Group[] {
  if (groups.length < 2) return []
  const bySize = groups.map((group) => ({ group, size: votesIn(group) })).toSorted((a, b) => a.size - b.size)
  const tooSmall = bySize.filter(({ size }) => size < threshold).length
  if (tooSmall === 0) return [...groups]
  let left = Math.max(tooSmall, 2)
  const together = () => bySize.slice(0, left).reduce((sum, { size }) => sum + size, 0)
  while (left < bySize.length && together() < threshold) left++
  const leftOut = new Set(bySize.slice(0, left).map(({ group }) => group))
  return groups.filter((group) => !leftOut.has(group))
}
