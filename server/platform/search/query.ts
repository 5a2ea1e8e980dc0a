/**
 * What somebody typed into a search field: words, "phrases in quotes", and -words that must not be there.
 */
import { folded } from '#server/platform/words.ts'
import { isUnspaced, wordsIn } from './terms.ts'

/** The longest query that is read, in characters; the rest is left out, and the page says so. */
const longestQuery = 200
/** Terms that are looked for at most. */
const mostTerms = 12

/** One thing looked for: a word, or the words of a phrase in their order. */
export interface SearchTerm {
  readonly words: readonly string[]
  /** The same words as they were typed. */
  readonly written: readonly string[]
  /** It must not be there. */
  readonly isWithout: boolean
  /** It was typed in quotes: only exactly so. */
  readonly isQuoted: boolean
  /** The word may go on: it is still being typed, or ends in `*`. */
  readonly isBegun: boolean
}

export interface SearchQuery {
  /** As it was typed, without blanks around it, cut to the longest that is read. */
  readonly typed: string
  readonly isCut: boolean
  readonly terms: readonly SearchTerm[]
}

const quotes = /["“”„‟«»「」『』]/g
const parts = /(?:(?<=^|\s)[-−–](?=\S))?(?:"[^"]*(?:"|$)|[^\s"]+)/g

/**
 * Reads a query. What holds no letter or digit is no query: it has no terms.
 * @param isComplete false while it is being typed: then its last word may be the beginning of one
 */
export function parseQuery(given: string, { isComplete = true } = {}): SearchQuery {
  const whole = given.replace(/[\p{Cc}\s]+/gu, ' ').trim()
  const typed = [...whole].slice(0, longestQuery).join('')
  const found = (typed.replace(quotes, '"').match(parts) ?? []).flatMap(termsOf)
  const terms = found.slice(0, mostTerms)
  const last = terms.at(-1)
  if (last && !isComplete && !last.isWithout && last.words.length === 1 && /[\p{L}\p{N}]$/u.test(typed))
    terms.splice(-1, 1, { ...last, isBegun: true })
  return { typed, isCut: typed.length < whole.length || found.length > mostTerms, terms }
}

function termsOf(part: string): SearchTerm[] {
  const isWithout = /^[-−–]/.test(part)
  const said = isWithout ? part.slice(1) : part
  const words = wordsIn(said)
  if (words.length === 0) return []
  const isBegun = said.endsWith('*')
  const written = writtenIn(said, words)
  // What one writes as one word stays together ("follow-up"); words of a script without blanks stand each for itself.
  const isQuoted = said.startsWith('"')
  if (isQuoted || isWithout || !words.some(isUnspaced))
    return [{ words, written, isWithout, isQuoted, isBegun: isBegun && words.length === 1 }]
  const telling = words.filter((word) => word.length > 1)
  return (telling.length > 0 ? telling : words).map((word) => ({
    words: [word],
    written: [word],
    isWithout,
    isQuoted,
    isBegun: false,
  }))
}

/** The words before they were folded; folded, where they cannot be told apart. */
function writtenIn(said: string, words: readonly string[]): readonly string[] {
  const written = said.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []
  return written.length === words.length ? written : words
}

/** The query as one compares it with others: folded, in one line. */
export function queryKey(query: SearchQuery): string {
  return folded(query.typed).replace(/\s+/g, ' ').trim().slice(0, 100)
}
