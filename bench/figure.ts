/**
 * One figure with what it must hold, and the worst of several runs.
 */

/** How a figure is read: `ref/` divides the reference's rate by it, so that a smaller number is faster. */
export type Unit = 'ref/' | 'ms' | 's' | 'MB' | 'KB' | '×' | '%' | '/s' | ''

/** What was measured once. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: Unit
  /** Whether the gate is the most or the least it may be. */
  readonly wants: 'at most' | 'at least'
  /** Null where there is none: then the figure only informs. */
  readonly gate: number | null
  readonly goal: number | null
  /** What belongs to it, in a few words: rates, the reference's, percentiles. */
  readonly detail: string
}

/** A figure after all runs: the worst one, and how many there were. */
export interface WorstFigure extends Figure {
  readonly part: string
  readonly runs: number
  readonly passed: boolean | null
  /** All values in the order of the runs. */
  readonly values: readonly number[]
}

/** Does the value pass this gate? Null where there is no gate. */
export function keeps({ value, wants }: Pick<Figure, 'value' | 'wants'>, limit: number | null): boolean | null {
  if (limit === null) return null
  // Not a number is no pass.
  return wants === 'at most' ? value <= limit : value >= limit
}

/** The worst of each figure over the runs, in the order of the first. */
export function worstOf(part: string, runs: readonly (readonly Figure[])[]): WorstFigure[] {
  const names = [...new Set(runs.flatMap((run) => run.map(({ name }) => name)))]
  return names.map((name) => {
    const all = runs.flatMap((run) => run.filter((figure) => figure.name === name))
    const worst = all.reduce((one, other) => (isWorse(other, one) ? other : one))
    const values = all.map(({ value }) => value)
    return { ...worst, part, runs: all.length, values, passed: keeps(worst, worst.gate) }
  })
}

function isWorse(one: Figure, other: Figure): boolean {
  if (Number.isNaN(one.value) || Number.isNaN(other.value)) return Number.isNaN(one.value)
  return one.wants === 'at most' ? one.value > other.value : one.value < other.value
}

/** As people read it: `ref/8.3`, `212 ms`, `0`. */
export function shown(value: number | null, unit: Unit): string {
  if (value === null) return ''
  if (Number.isNaN(value)) return 'not measured'
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2
  const number = value.toLocaleString('en', { maximumFractionDigits: digits })
  if (unit === 'ref/') return `ref/${number}`
  return unit === '' || unit === '/s' || unit === '%' || unit === '×' ? `${number}${unit}` : `${number} ${unit}`
}
