/** Counts by cohort: whatever the groups, what is kept tells no count of a group that is left out. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Group, keptGroups, votesIn } from '#server/pings/closing/kept-groups.ts'

/** Random numbers that are the same in every run. */
function randoms(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

function someGroups(random: (below: number) => number): Group[] {
  const most = [4, 8, 30][random(3)] as number
  return Array.from({ length: 1 + random(7) }, (_, i) => ({
    cohortId: i === 0 ? null : `cohort ${i}`,
    votes: new Map(['a', 'b', 'c'].map((option) => [option, random(most)])),
  }))
}

/** Can the count of one group be made by adding and taking away what is known? The rank says, by Gauss. */
function isComputable(known: readonly (readonly number[])[], wanted: readonly number[]): boolean {
  const rank = (rows: readonly (readonly number[])[]) => {
    const left = rows.map((row) => [...row])
    let found = 0
    for (let column = 0; column < wanted.length; column++) {
      const pivot = left.findIndex((row, i) => i >= found && Math.abs(row[column] as number) > 1e-9)
      if (pivot < 0) continue
      const [row = []] = left.splice(pivot, 1)
      left.splice(found, 0, row)
      for (const [i, other] of left.entries()) {
        if (i === found) continue
        const by = (other[column] as number) / (row[column] as number)
        for (const k of other.keys()) other[k] = (other[k] as number) - by * (row[k] as number)
      }
      found++
    }
    return found
  }
  return rank([...known, wanted]) === rank(known)
}

test('of thousands of Pings none lets a group that is left out be computed, nor shows one under the threshold', () => {
  const random = randoms(7)
  let withGaps = 0
  for (let run = 0; run < 4000; run++) {
    const groups = someGroups(random)
    const threshold = 3 + random(5)
    const kept = keptGroups(groups, threshold)
    const leftOut = groups.filter((group) => !kept.includes(group))
    for (const group of kept) assert.ok(votesIn(group) >= threshold)
    if (kept.length === 0) continue
    const rest = leftOut.reduce((sum, group) => sum + votesIn(group), 0)
    assert.ok(leftOut.length === 0 || rest >= threshold, 'what remains of the count of all is under the threshold')
    const unit = (one: Group) => groups.map((group) => (group === one ? 1 : 0))
    const known = [groups.map(() => 1), ...kept.map(unit)]
    for (const group of leftOut) assert.ok(!isComputable(known, unit(group)), JSON.stringify(groups.map(votesIn)))
    if (leftOut.length > 0) withGaps++
  }
  assert.ok(withGaps > 300, `only ${withGaps} had a gap, so this tells little`)
})

test('one group under the threshold takes the next smallest with it; where all reach it, all are kept', () => {
  const sizes = (...counts: number[]): Group[] =>
    counts.map((n, i) => ({ cohortId: String(i), votes: new Map([['a', n]]) }))
  const kept = (...counts: number[]) => keptGroups(sizes(...counts), 5).map(votesIn)
  assert.deepEqual(kept(12, 3, 7, 20), [12, 20])
  assert.deepEqual(kept(12, 5, 7), [12, 5, 7])
  assert.deepEqual(kept(12, 1, 2, 9, 10), [12, 10])
  assert.deepEqual(kept(12, 4, 4), [12])
  assert.deepEqual(kept(12, 3), [])
  assert.deepEqual(kept(12, 0, 6, 8), [12, 8])
  assert.deepEqual(kept(12), [])
})
