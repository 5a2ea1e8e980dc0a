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
  // What one writes as one word stays together ("follow-up"); words of a script without blanks stand each for itself.
  const isQuoted = said.startsWith('"')
  if (isQuoted || isWithout || !words.some(isUnspaced))
    return [{ words, isWithout, isQuoted, isBegun: isBegun && words.length === 1 }]
  const telling = words.filter((word) => word.length > 1)
  return (telling.length > 0 ? telling : words).map((word) => ({ words: [word], isWithout, isQuoted, isBegun: false }))
}

/** The query as one compares it with others: folded, in one line. */
export function queryKey(query: SearchQuery): string {
  return folded(query.typed).replace(/\s+/g, ' ').trim().slice(0, 100)
}

/** The query with other words in place of some of those that should be there. */
export function withNearest(query: SearchQuery, nearest: ReadonlyMap<string, string>): SearchQuery {
  const terms = query.terms.map((term) =>
    term.isWithout ? term : { ...term, words: term.words.map((word) => nearest.get(word) ?? word) },
  )
  return { ...query, terms }
}

/** A query as one could have typed it. */
export function typedAgain({ terms }: SearchQuery): string {
  return terms
    .map(
      ({ words, isWithout, isQuoted }) =>
        `${isWithout ? '-' : ''}${isQuoted ? `"${words.join(' ')}"` : words.join('-')}`,
    )
    .join(' ')
}
