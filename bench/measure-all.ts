/**
 * Measures parts, each as often as it asks for while there is time.
 */
import { type Figure, type WorstFigure, worstOf } from './figure.ts'
import type { Bench, Part } from './part.ts'

/**
 * Every part runs once first; further runs follow, in the same order, as long as they end within the time.
 * @returns the worst of each figure
 */
export async function measureAll(
  bench: Bench,
  parts: readonly Part[],
  { minutes, say }: { minutes: number; say(sentence: string): void },
): Promise<WorstFigure[]> {
  const started = Date.now()
  const done = new Map<Part, { figures: Figure[][]; lastMs: number }>()
  const rounds = bench.isQuick ? 1 : Math.max(...parts.map(({ runs }) => runs))
  for (let run = 0; run < rounds; run++) {
    for (const part of parts) {
      const before = done.get(part) ?? { figures: [], lastMs: 0 }
      if (run >= part.runs) continue
      if (run > 0 && Date.now() - started + before.lastMs > minutes * 60_000) {
        say(`There is no time for another run of ${part.name}.`)
        continue
      }
      say(`\n${part.name}, run ${run + 1}. ${part.says}`)
      const began = Date.now()
      const figures = await part.measure(bench, run).catch((problem) => [endedEarly(part, problem)])
      done.set(part, { figures: [...before.figures, figures], lastMs: Date.now() - began })
      if (figures.some(({ name }) => name === broken)) {
        say(figures[0]?.detail ?? '')
        await bench.mend()
      }
    }
  }
  return parts.flatMap((part) => worstOf(part.name, done.get(part)?.figures ?? []))
}

const broken = 'measured to the end'

/** A part that could not be measured misses its gate, and the others are measured all the same. */
function endedEarly({ name }: Part, problem: unknown): Figure {
  const detail = `${name} ended early: ${problem instanceof Error ? problem.message : problem}`.replace(/\s+/g, ' ')
  return { name: broken, value: 0, unit: '', wants: 'at least', gate: 1, goal: 1, detail: detail.slice(0, 600) }
}
