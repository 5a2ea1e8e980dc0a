/**
 * The encoding of a file of people. UTF-8 and UTF-16 are recognised. Whatever else it is, most encodings read it without an
 * error, so it is never guessed: names are shown as each likely one reads them, and somebody says which is right. Pure.
 */
import { z } from 'zod'

/** What somebody can choose, by the labels of the WHATWG encoding standard, the most usual first. */
const choosable = [
  'windows-1252',
  'macintosh',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'windows-1255',
  'windows-1256',
  'shift_jis',
  'gb18030',
  'big5',
  'euc-kr',
] as const
export const chosenEncoding = z.enum(choosable)
export type ChosenEncoding = z.infer<typeof chosenEncoding>

/** How one encoding reads the first words that tell encodings apart. */
export const encodingSample = z.object({ encoding: chosenEncoding, words: z.array(z.string()) })
export type EncodingSample = z.infer<typeof encodingSample>

/** Words that are looked at, words that are shown, and readings that are shown, at most and at least. */
const mostWords = 200
const shownWords = 5
const mostSamples = 6
const leastSamples = 2

export type Recognised =
  | { readonly text: string; readonly encoding: string }
  | { readonly asks: readonly EncodingSample[] }
  /** Some lines are UTF-8 and others are not; the first of those, from 1. */
  | { readonly mixedAt: number }
  | 'no_text'

/** What the bytes say, or what has to be asked. */
export function recogniseText(bytes: Uint8Array): Recognised {
  const marked = byMark(bytes) ?? utf16(bytes)
  if (marked) return marked
  if (bytes.subarray(0, 4096).includes(0)) return 'no_text'
  const text = decodedAs('utf-8', bytes)
  if (text !== null) return { text, encoding: 'utf-8' }
  const mixedAt = firstOtherLine(bytes)
  if (mixedAt !== null) return { mixedAt }
  const asks = samplesOf(bytes)
  return asks.length > 0 ? { asks } : 'no_text'
}

/** The text in an encoding; null where it cannot be one. */
export function decodedAs(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function byMark(bytes: Uint8Array): Recognised | null {
  const [a, b, c] = bytes
  const named = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null
  if (named) return asText(named, bytes)
  return a === 0xef && b === 0xbb && c === 0xbf ? asText('utf-8', bytes) : null
}

function asText(encoding: string, bytes: Uint8Array): Recognised {
  const text = decodedAs(encoding, bytes)
  return text === null ? 'no_text' : { text, encoding }
}

/** Without a mark, text in UTF-16 has an empty byte in almost every pair: the first for letters in big-endian order. */
function utf16(bytes: Uint8Array): Recognised | null {
  const head = bytes.subarray(0, 4096)
  const empty = [0, 0]
  for (const [i, byte] of head.entries()) if (byte === 0) empty[i % 2] = (empty[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = empty
  const pairs = head.length / 2
  if (odd > pairs / 3 && even < pairs / 20) return asText('utf-16le', bytes)
  return even > pairs / 3 && odd < pairs / 20 ? asText('utf-16be', bytes) : null
}

/** The first line that is no UTF-8, where another one has letters in UTF-8; null where the file is not mixed. */
function firstOtherLine(bytes: Uint8Array): number | null {
  let other: number | null = null
  let hasUtf8 = false
  let line = 1
  for (let from = 0; from < bytes.length; line++) {
    const end = bytes.indexOf(0x0a, from)
    const one = bytes.subarray(from, end < 0 ? bytes.length : end)
    from = end < 0 ? bytes.length : end + 1
    if (!one.some((byte) => byte > 0x7f)) continue
    if (decodedAs('utf-8', one) !== null) hasUtf8 = true
    else other ??= line
    if (hasUtf8 && other !== null) return other
  }
  return null
}

/** The bytes between blanks, commas and quotes that are not all ASCII. */
function words(bytes: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = []
  const isBetween = (byte: number) => byte <= 0x20 || byte === 0x22 || byte === 0x2c || byte === 0x3b
  for (let from = 0; from < bytes.length && found.length < mostWords; ) {
    let to = from
    let isForeign = false
    while (to < bytes.length && !isBetween(bytes[to] as number)) {
      if ((bytes[to] as number) > 0x7f) isForeign = true
      to += 1
    }
    if (isForeign) found.push(bytes.subarray(from, to))
    from = to + 1
  }
  return found
}

function samplesOf(bytes: Uint8Array): EncodingSample[] {
  const found = words(bytes)
  const readings = choosable.flatMap((encoding) => {
    if (decodedAs(encoding, bytes) === null) return []
    const read = found.map((word) => decodedAs(encoding, word) ?? '')
    const likely = read.filter(isLikelyName).length / Math.max(1, read.length)
    return [{ encoding, likely, words: [...new Set(read)].slice(0, shownWords) }]
  })
  const best = Math.max(0, ...readings.map(({ likely }) => likely))
  const seen = new Set<string>()
  return (
    readings
      .toSorted((one, other) => other.likely - one.likely)
      .filter(({ words: shown }) => {
        const key = shown.join('\n')
        return !seen.has(key) && seen.add(key)
      })
      // Two at least, so that whoever is asked has something to compare.
      .filter(({ likely }, place) => place < leastSamples || likely >= best * 0.8)
      .slice(0, mostSamples)
      .map(({ encoding, words: shown }) => ({ encoding, words: shown }))
  )
}

const scripts = ['Latin', 'Cyrillic', 'Greek', 'Hebrew', 'Arabic', 'Han', 'Hangul', 'Hiragana', 'Katakana'].map(
  (script) => new RegExp(`\\p{Script=${script}}`, 'u'),
)

/** Could this be a word of a name? Letters of one script, and no capital within small letters. */
function isLikelyName(word: string): boolean {
  if (!/^[\p{L}\p{M}\p{N}'’.\-_@()/&]+$/u.test(word)) return false
  if (/\p{Ll}\p{Lu}/u.test(word.replace(/\b(?:Mc|Mac|De|La|Le|Van|O)(?=\p{Lu})/gu, ''))) return false
  const found = scripts.filter((one) => one.test(word)).length
  // Japanese writes one name in up to three.
  return found <= 1 || (!/\p{Script=Latin}/u.test(word) && /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word))
}
