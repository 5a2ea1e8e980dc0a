/**
 * The headings of an article stand under its page's title: however deep its author began, its highest become the first below
 * that title, so that a screen reader finds no gap. Pure.
 */

/** The source with its headings raised until the highest is of the first level. Code between fences is left alone. */
export function raiseHeadings(source: string): string {
  const lines = source.split('\n')
  const marks = headingLines(lines)
  const highest = Math.min(...marks.values())
  if (!Number.isFinite(highest) || highest === 1) return source
  return lines.map((line, i) => (marks.has(i) ? line.replace('#'.repeat(highest - 1), '') : line)).join('\n')
}

/** The level of each line that is a heading. */
function headingLines(lines: readonly string[]): Map<number, number> {
  const levels = new Map<number, number>()
  let fence: string | null = null
  for (const [i, line] of lines.entries()) {
    const mark = /^\s{0,3}(```+|~~~+)/.exec(line)?.[1]
    if (mark && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark : null
    const heading = fence === null ? /^ {0,3}(#{1,6})(\s|$)/.exec(line) : null
    if (heading) levels.set(i, (heading[1] as string).length)
  }
  return levels
}
