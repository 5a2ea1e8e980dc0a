/**
 * The passage of a text in which the words stand that were looked for, with these words marked.
 */
import { isUnspaced } from '#server/platform/search/terms.ts'
import { folded } from '#server/platform/words.ts'
import type { PassagePiece } from '#server/search/search.ts'

/** The length of a passage, in characters. */
const passageLength = 240
const wordPattern = /[\p{L}\p{N}\p{M}]+/gu

/** Marks what was looked for. */
export interface Marker {
  /** Folded words of scripts with blanks that are marked as a whole. */
  readonly words: ReadonlySet<string>
  /** Words of scripts without blanks, marked wherever they stand. */
  readonly unspaced: readonly string[]
}

/** The words of a text by which `Marker.words` can be decided: those that begin as one that is looked for. */
export function wordsToDecide(texts: readonly string[], lookedFor: readonly string[]): string[] {
  const beginnings = new Set(lookedFor.map((word) => word.slice(0, 3)))
  const found = new Set<string>()
  for (const text of texts)
    for (const [word] of text.matchAll(wordPattern)) {
      const key = folded(word)
      if (beginnings.has(key.slice(0, 3)) || beginnings.has(key.slice(0, 2))) found.add(key)
    }
  return [...found]
}

/** A whole text, such as a title, with its words marked. */
export function marked(text: string, marker: Marker): PassagePiece[] {
  return pieces(text, matchesIn(text, marker))
}

/** The part of a text where most of the words stand close together; its beginning where none does. */
export function passageOf(text: string, marker: Marker): PassagePiece[] {
  const flat = text.replace(/\s+/g, ' ').trim()
  const matches = matchesIn(flat, marker)
  const from = startOf(flat, bestStart(matches))
  const until = endOf(flat, from)
  const inside = matches
    .filter(({ start, end }) => start >= from && end <= until)
    .map(({ start, end }) => ({ start: start - from, end: end - from }))
  const cut = pieces(flat.slice(from, until), inside)
  if (from > 0) cut.unshift({ text: '… ', isMatch: false })
  if (until < flat.length) cut.push({ text: ' …', isMatch: false })
  return cut
}

interface Match {
  readonly start: number
  readonly end: number
}

function matchesIn(text: string, { words, unspaced }: Marker): Match[] {
  const found: Match[] = []
  for (const match of text.matchAll(wordPattern)) {
    const [word] = match
    if (words.has(folded(word))) found.push({ start: match.index, end: match.index + word.length })
    else if (unspaced.length > 0 && isUnspaced(word))
      for (const one of unspaced)
        for (let at = word.indexOf(one); at >= 0; at = word.indexOf(one, at + one.length))
          found.push({ start: match.index + at, end: match.index + at + one.length })
  }
  return found.sort((a, b) => a.start - b.start)
}

/** Where the window begins that holds the most matches. */
function bestStart(matches: readonly Match[]): number {
  let best = { start: 0, count: 0 }
  for (const [i, { start }] of matches.entries()) {
    let count = 0
    while ((matches[i + count]?.end ?? Number.POSITIVE_INFINITY) <= start + passageLength - 60) count++
    if (count > best.count) best = { start, count }
  }
  return best.start
}

/** A little before the match, where a word begins. */
function startOf(text: string, match: number): number {
  if (match < 80) return 0
  const from = match - 60
  const blank = text.indexOf(' ', from)
  return blank >= 0 && blank < match ? blank + 1 : from
}

function endOf(text: string, from: number): number {
  if (text.length <= from + passageLength) return text.length
  const blank = text.lastIndexOf(' ', from + passageLength)
  return blank > from + passageLength / 2 ? blank : from + passageLength
}

function pieces(text: string, matches: readonly Match[]): PassagePiece[] {
  const out: PassagePiece[] = []
  let at = 0
  for (const { start, end } of matches) {
    if (start < at) continue
    if (start > at) out.push({ text: text.slice(at, start), isMatch: false })
    out.push({ text: text.slice(start, end), isMatch: true })
    at = end
  }
  if (at < text.length) out.push({ text: text.slice(at), isMatch: false })
  return out
}
