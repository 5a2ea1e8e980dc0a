/**
 * A query with other words in place of those that nothing has: the most alike, two words as one ("hand over" as "handover"), or
 * one as two ("nightshift" as "night shift").
 */
import type { SearchQuery, SearchTerm } from '#server/platform/search/query.ts'
import { isUnspaced } from '#server/platform/search/terms.ts'
import { folded } from '#server/platform/words.ts'

/** The words that may stand as one, each two with a blank between them. */
export function pairsOfWords({ terms }: SearchQuery): string[] {
  const words = terms.map((term) => (mayChange(term) ? term.words : null))
  return words.flatMap((own, i) => {
    const all = own ? [...own, ...(words[i + 1]?.slice(0, 1) ?? [])] : []
    return all.slice(1).map((word, j) => `${all[j]} ${word}`)
  })
}

/**
 * The query with these words.
 * @param instead by a word, or two with a blank between them: what stands there instead, which may be two words
 */
export function respelled(query: SearchQuery, instead: ReadonlyMap<string, string>): SearchQuery {
  const terms: SearchTerm[] = []
  for (const term of query.terms) {
    const former = terms.at(-1)
    const joined = former?.words.length === 1 && mayChange(former) ? `${former.words[0]} ${term.words[0]}` : ''
    const asOne = mayChange(term) ? instead.get(joined) : undefined
    if (former && asOne) terms.splice(-1, 1, spelled(former, [...otherWords(asOne), ...saidIn(term).slice(1)]))
    else terms.push(...wordsOf(term, instead))
  }
  return { ...query, terms }
}

/** What is in quotes stays together, and what must not be there is left as it was typed. */
function mayChange(term: SearchTerm): boolean {
  return !term.isWithout && !term.isQuoted && !term.words.some(isUnspaced)
}

/** A word, and how it is shown; empty where it is another than was typed, and spelled as what it finds spells it. */
interface Said {
  readonly word: string
  readonly written: string
}

function wordsOf(term: SearchTerm, instead: ReadonlyMap<string, string>): SearchTerm[] {
  if (term.isWithout) return [term]
  const said: Said[] = []
  for (const [i, word] of term.words.entries()) {
    const former = said.at(-1)?.word
    const asOne = former && !term.isQuoted ? instead.get(`${former} ${word}`) : undefined
    if (asOne) said.pop()
    const other = asOne ?? instead.get(word)
    said.push(...(other ? otherWords(other) : saidIn(term).slice(i, i + 1)))
  }
  const isParted = term.words.length === 1 && !term.isQuoted
  return isParted ? said.map((one) => spelled(term, [one])) : [spelled(term, said)]
}

function saidIn({ words, written }: SearchTerm): Said[] {
  return words.map((word, i) => ({ word, written: written[i] ?? word }))
}

function otherWords(words: string): Said[] {
  return words.split(' ').map((word) => ({ word, written: '' }))
}

function spelled(term: SearchTerm, said: readonly Said[]): SearchTerm {
  return { ...term, words: said.map(({ word }) => word), written: said.map(({ written }) => written) }
}

/**
 * A query as one could have typed it.
 * @param found texts it found: other words than those that were typed are spelled as most of them are there
 */
export function typedAgain({ terms }: SearchQuery, found: string): string {
  const spelling = spellings(new Set(terms.flatMap(({ words }) => words)), found)
  return terms
    .map(({ words, written, isWithout, isQuoted }) => {
      const said = words.map((word, i) => written[i] || spelling.get(word) || word)
      return `${isWithout ? '-' : ''}${isQuoted ? `"${said.join(' ')}"` : said.join('-')}`
    })
    .join(' ')
}

/** How most of a text writes each of these folded words; with a capital only if it never stands without, as at the beginning of a sentence. */
function spellings(words: ReadonlySet<string>, text: string): Map<string, string> {
  const counts = new Map<string, Map<string, number>>()
  for (const [written] of text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const word = folded(written)
    if (!words.has(word)) continue
    const ways = counts.get(word) ?? new Map<string, number>()
    counts.set(word, ways.set(written, (ways.get(written) ?? 0) + 1))
  }
  return new Map([...counts].map(([word, ways]) => [word, usualOf([...ways]) ?? word]))
}

function usualOf(ways: readonly (readonly [string, number])[]): string | undefined {
  const small = ways.filter(([way]) => way === way.toLowerCase())
  return (small.length > 0 ? small : ways).toSorted(([, a], [, b]) => b - a)[0]?.[0]
}
