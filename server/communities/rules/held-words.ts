/**
 * Words that hold a post back: a list of the community, one a line. Pure.
 *
 * Words are compared folded, as searches compare them. A line holds back a text in which its words stand, whole and side by side;
 * with `*` at its end also words that only begin so. A line in a script without blanks between words is found anywhere.
 */
import type { FieldProblems } from '#server/platform/refuse.ts'
import { folded } from '#server/platform/words.ts'

/** The most lines of a list, and the most characters of a line. */
export const mostWords = 500
export const longestWord = 80

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** A text as its words are looked for: folded, one blank between two words, one at each end. */
function wordsOf(text: string): string {
  return ` ${folded(text)
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .trim()} `
}

/** The first line of the list that holds this text back; null where none does. */
export function heldWordIn(text: string, lines: readonly string[]): string | null {
  if (lines.length === 0) return null
  const words = wordsOf(text)
  return lines.find((line) => isIn(words, line)) ?? null
}

function isIn(words: string, line: string): boolean {
  const sought = wordsOf(line)
  if (sought === '  ') return false
  if (unspaced.test(sought)) return words.includes(sought.trim())
  return words.includes(line.endsWith('*') ? sought.trimEnd() : sought)
}

/** A list as it was typed, read; or a sentence about what is wrong with it. */
export type ReadList =
  | { readonly lines: readonly string[]; readonly empty: number }
  | { readonly problem: FieldProblems[string] }

/** Reads a list. Empty lines and repetitions are left out. */
export function readWordList(typed: string): ReadList {
  const all = typed.split('\n').map((line) => line.replace(/\s+/g, ' ').trim())
  const lines = [...new Map(all.filter(Boolean).map((line) => [folded(line), line])).values()]
  if (lines.length > mostWords)
    return {
      problem: {
        says: 'A list has at most {most, number} lines, and this one has {n, number}. Nothing was saved; the list is still here.',
        values: { most: mostWords, n: lines.length },
      },
    }
  const long = lines.find((line) => line.length > longestWord)
  if (long)
    return {
      problem: {
        says: 'A line has at most {most, number} characters. This one is longer: {line}…',
        values: { most: longestWord, line: long.slice(0, 40) },
      },
    }
  const bare = lines.find((line) => !isEnough(line))
  if (bare !== undefined)
    return {
      problem: {
        says: 'The line “{line}” would hold back nearly everything, or nothing. Write two letters or digits at least; a * may follow them.',
        values: { line: bare },
      },
    }
  // Without the line that a list ends with.
  return {
    lines,
    empty: typed.trim() === '' ? 0 : all.slice(0, all.findLastIndex(Boolean) + 1).filter((line) => !line).length,
  }
}

/** Two letters or digits at least; one where a letter is a word. */
function isEnough(line: string): boolean {
  if (/\*./u.test(line)) return false
  const words = wordsOf(line).replaceAll(' ', '')
  return [...words].length >= (unspaced.test(words) ? 1 : 2)
}
