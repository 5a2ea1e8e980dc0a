/**
 * A figure beside the reference of the same moment.
 */
import type { Figure } from '#bench/figure.ts'
import type { LoadResult } from '#bench/load/request.ts'
import type { Bench } from '#bench/part.ts'
import { type Cpu, cpuEach } from './cpu.ts'
import type { Site } from './site.ts'

/** A load that was measured, and what one request of it took. */
export interface Measured {
  readonly outcome: LoadResult
  /** The reference's answers a second, before and after. */
  readonly reference: number
  readonly cpu: Cpu
}

/** Two half-seconds agree when their rates differ by less than this share. */
const agreement = 0.05

/**
 * Puts load on until the rate stays, for ten seconds at most: a fresh program needs some until V8 has compiled what runs
 * often, and a page that was never asked for needs them again.
 */
export async function warmed({ mostHalves }: Bench, run: (seconds: number) => Promise<LoadResult>): Promise<void> {
  let before = 0
  for (let i = 0; i < mostHalves; i++) {
    const { rate } = await run(0.5)
    if (Math.abs(rate / before - 1) < agreement) return
    before = rate
  }
}

/** Takes the reference before and after the callback; `reference` is the mean of both, in answers a second. */
export async function againstReference(
  bench: Bench,
  site: Site,
  name: string,
  run: () => Promise<LoadResult>,
): Promise<Measured> {
  const before = await site.reference.rate(bench.seconds(1))
  const started = site.program.cpu()
  const outcome = await site.watched(name, run)
  const cpu = cpuEach(started, site.program.cpu(), outcome.answered)
  const after = await site.reference.rate(bench.seconds(1))
  return { outcome, reference: (before + after) / 2, cpu }
}

/** A rate as a part of the reference's. */
export function ratio(
  name: string,
  { reference, outcome: { rate, p50, p99 }, cpu }: Measured,
  { gate, goal }: { gate: number | null; goal: number | null },
): Figure {
  const spent = `${cpu.web.toFixed(2)} + ${cpu.postgres.toFixed(2)} ms of CPU`
  return {
    name,
    value: reference / rate,
    unit: 'ref/',
    wants: 'at most',
    gate,
    goal,
    detail: `${spent}, ${Math.round(rate)}/s beside ref ${Math.round(reference)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(0)} ms`,
  }
}
