/** The raw queries of the program, as written in its source. */
import { sources } from '#tests/conventions/source.ts'

interface Query {
  /** File and line of its first word, as `tests/support/watched-rows.ts` finds it while it runs. */
  readonly place: string
  /** The arguments of the query: the handle and the shape. */
  readonly asked: string
}

export function queries(): Query[] {
  return sources(['server', 'demo'])
    .filter(({ path }) => !path.endsWith('.test.ts') && path !== 'server/platform/rows.ts')
    .flatMap(({ path, text }) =>
      [...text.matchAll(/(?<![.\w])(?:rows|onlyRow)\(/g)].flatMap(({ index, 0: { length } }) => {
        const end = closing(text, index + length)
        if (text[end + 1] !== '`') return []
        return [{ place: `${path}:${text.slice(0, end).split('\n').length}`, asked: text.slice(index + length, end) }]
      }),
    )
}

function closing(text: string, from: number): number {
  for (let at = from, depth = 0; ; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')' && depth-- === 0) return at
    if (at === text.length) return at
  }
}
