/**
 * A text as search reads it. The SQL functions `search_terms` and `word_key` do to stored texts what these do to a query
 * (terms.test.ts tells that they agree).
 */
import { folded } from '#server/platform/words.ts'

/** Everything between words: punctuation, symbols and blanks of all scripts, after folding. */
const betweenWords =
  /[\p{Cc}\u0020-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u007e\u00a0-\u00bf\u00d7\u00f7\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u2bff\u2e00-\u2e7f\u3000-\u3004\u3008-\u3020\u3030\u303d\u30a0\u30fb\ufe10-\ufe6f\ufffc\ufffd\u{1f000}-\u{1faff}]+/gu
/** Letters of scripts that set no blanks between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese; and Korean, whose words take endings. */
const unspaced =
  '\\u0e01-\\u0e4e\\u0e81-\\u0edf\\u1000-\\u109f\\u1780-\\u17d3\\u3041-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\u{20000}-\\u{3ffff}'
const inUnspaced = new RegExp(`[${unspaced}]`, 'u')
const runs = new RegExp(`[${unspaced}]+|[^${unspaced}]+`, 'gu')

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

/** Is a word written in a script that sets no blanks between words? */
export function isUnspaced(word: string): boolean {
  return inUnspaced.test(word)
}

/** The words of a text, folded, in order. Words of scripts without blanks are found by a dictionary (`Intl.Segmenter`). */
export function wordsIn(text: string): string[] {
  return folded(text)
    .replace(betweenWords, ' ')
    .split(' ')
    .flatMap((token) => token.match(runs) ?? [])
    .flatMap((run) => (isUnspaced(run) ? [...segmenter.segment(run)].map(({ segment }) => segment) : [run]))
}

/** The pairs of letters of a word without blanks around it, as the index has them; a single letter stays one. */
export function pairsOf(word: string): string[] {
  const letters = [...word]
  return letters.length < 2 ? letters : letters.slice(1).map((letter, i) => `${letters[i]}${letter}`)
}
