/**
 * Two texts beside each other: by lines first, then by words within the lines that differ. Pure. Its cost is
 * bounded: beyond the bound, changed lines count as removed and added whole.
 */
import { diffArrays, diffLines } from 'diff'
import { z } from 'zod'

/** With more differing lines than this, the texts count as two different ones. */
const mostLines = 600
/** How many words may differ between two lines that are compared with each other. */
const mostWords = 120

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })

const piece = z.object({ kind: z.enum(['same', 'added', 'gone']), text: z.string() })
export type Piece = z.infer<typeof piece>

/** One line of a comparison, in pieces. */
export const comparedLine = z.array(piece)
export type ComparedLine = z.infer<typeof comparedLine>

/** Both texts as one, line by line: the same, removed, or added. */
export function compareTexts(before: string, after: string): ComparedLine[] {
  return inLines(pieces(ended(before), ended(after)))
}

/** Did anything in this line change? */
export function isChanged(line: ComparedLine): boolean {
  return line.some(({ kind }) => kind !== 'same')
}

/** Gives the last line a line end too, so that it does not differ only by a missing one. */
function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

function pieces(before: string, after: string): Piece[] {
  const lines = diffLines(before, after, { maxEditLength: mostLines })
  if (!lines) return replaced(before, after)
  return lines.flatMap(({ value, added, removed }, i) => {
    const next = lines[i + 1]
    if (removed && next?.added) return words(value, next.value)
    if (added && lines[i - 1]?.removed) return []
    return [{ kind: added ? 'added' : removed ? 'gone' : 'same', text: value }]
  })
}

function words(before: string, after: string): Piece[] {
  const parts = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: mostWords })
  if (!parts) return replaced(before, after)
  return parts.map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'gone' : 'same',
    text: value.join(''),
  }))
}

/** Words of any script, and the characters between them. */
function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

function replaced(before: string, after: string): Piece[] {
  return [
    { kind: 'gone', text: before },
    { kind: 'added', text: after },
  ]
}

function inLines(all: readonly Piece[]): ComparedLine[] {
  const lines: Piece[][] = [[]]
  for (const { kind, text } of all) {
    for (const [i, part] of text.split('\n').entries()) {
      if (i > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ kind, text: part })
    }
  }
  return lines.at(-1)?.length === 0 ? lines.slice(0, -1) : lines
}
