/**
 * A figure beside the reference of the same moment.
 */
import type { Figure } from '#bench/figure.ts'
import type { LoadResult } from '#bench/load/request.ts'
import type { Bench } from '#bench/part.ts'
import type { Site } from './site.ts'

/** Takes the reference before and after the callback; `reference` is the mean of both, in answers a second. */
export async function besideReference(
  bench: Bench,
  site: Site,
  name: string,
  run: () => Promise<LoadResult>,
): Promise<{ outcome: LoadResult; reference: number }> {
  const before = await site.reference.rate(bench.seconds(1))
  const outcome = await site.watched(name, run)
  const after = await site.reference.rate(bench.seconds(1))
  return { outcome, reference: (before + after) / 2 }
}

/** A rate as a part of the reference's. */
export function ratio(
  name: string,
  reference: number,
  { rate, p50, p99 }: LoadResult,
  { gate, goal }: { gate: number | null; goal: number | null },
): Figure {
  return {
    name,
    value: reference / rate,
    unit: 'ref/',
    wants: 'at most',
    gate,
    goal,
    beside: `${Math.round(rate)}/s beside ref ${Math.round(reference)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(0)} ms`,
  }
}
