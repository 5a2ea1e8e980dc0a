/**
 * Which encoding a text has, and what it says. Texts come from editors, spreadsheets and old Windows programs. Pure.
 */

/** Encodings we read; browsers know them by these labels (WHATWG Encoding). */
type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/** What texts do not have: control characters that are no blanks, and what stands for no character. */
const unlikely = /(?!\s)\p{Cc}|\ufffe|\uffff/gu
/** One of these in so many characters is an accident of copying, more are a file of another kind. */
const forgiven = 500

/**
 * Reads a text by its byte order mark; without one as UTF-8, else as UTF-16 where every second byte is empty, else as Windows-1252.
 * @param bytes a whole text, or (`'beginning'`) its first bytes, which may end within a letter
 * @returns the text without its byte order mark; null for bytes that are no text in any of these
 */
export function decodeText(bytes: Uint8Array, extent: 'whole' | 'beginning' = 'whole'): string | null {
  for (const encoding of candidates(bytes)) {
    const text = decoded(bytes, encoding, extent)
    if (text === null || text.includes('\0')) continue
    if ((text.match(unlikely)?.length ?? 0) * forgiven <= text.length) return text
  }
  return null
}

function candidates(bytes: Uint8Array): readonly Encoding[] {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return ['utf-16le']
  if (first === 0xfe && second === 0xff) return ['utf-16be']
  if (!bytes.subarray(0, 1024).includes(0)) return ['utf-8', 'windows-1252']
  // For a letter of most European languages one byte in UTF-16 is empty: the first in big-endian order.
  return first === 0 ? ['utf-16be'] : ['utf-16le']
}

function decoded(bytes: Uint8Array, encoding: Encoding, extent: 'whole' | 'beginning'): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: extent === 'beginning' })
  } catch {
    return null
  }
}
