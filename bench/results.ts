/**
 * The figures of one go: as JSON, as a table, and in docs/performance.md.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { keeps, shown, type WorstFigure } from './figure.ts'
import type { Machine } from './machine.ts'

export interface Results extends Machine {
  readonly isQuick: boolean
  readonly figures: readonly WorstFigure[]
}

/** A Markdown table for each part, below a line on where it was taken. */
export function tableOf(results: Results): string {
  const { takenAt, commit, cores, processor, memoryGb, node, postgres, busyBefore, figures } = results
  const parts = [...new Set(figures.map(({ part }) => part))]
  return [
    `Commit ${commit}, ${takenAt.slice(0, 16).replace('T', ' ')} UTC; ${cores} cores (${processor}), ${memoryGb} GB, Node ${node}, PostgreSQL ${postgres}; ${busyBefore} % of the processors were busy before it began${results.isQuick ? '; a quick run: these are no measurements' : ''}.`,
    ...parts.map((part) => sectionOf(part, figures)),
  ].join('\n\n')
}

function sectionOf(part: string, figures: readonly WorstFigure[]): string {
  const rows = figures.filter((figure) => figure.part === part).map(rowOf)
  return [
    `### ${part}`,
    '',
    '| Figure | Worst | Gate | | Goal | Runs | Beside it |',
    '| --- | ---: | ---: | --- | ---: | ---: | --- |',
    ...rows,
  ].join('\n')
}

function rowOf(figure: WorstFigure): string {
  const { name, value, unit, gate, goal, runs, detail, passed } = figure
  const verdict = passed === null ? '' : !passed ? '**missed**' : keeps(figure, goal) ? 'goal' : 'held'
  return `| ${name} | ${shown(value, unit)} | ${shown(gate, unit)} | ${verdict} | ${shown(goal, unit)} | ${runs} | ${detail} |`
}

const begins = '<!-- figures: written by bin/bench --write -->'
const ends = '<!-- end of figures -->'

/** The document with these figures between its two marks. */
export function withFigures(document: string, results: Results): string {
  const [before, rest] = document.split(begins)
  const after = rest?.split(ends)[1]
  if (before === undefined || after === undefined) throw new Error(`The document has no ${begins} … ${ends}.`)
  return `${before}${begins}\n\n${tableOf(results)}\n\n${ends}${after}`
}

/** Writes them into the document. */
export function writeInto(file: string, results: Results): void {
  writeFileSync(file, withFigures(readFileSync(file, 'utf8'), results))
}
