/** The mail that is answered, for telling its lines from those of the author where a mail program marks neither. Pure. */

export interface SentMail {
  /** Did this line stand in it? One of few words has to be a line of it, unless a program marks it as quoted. */
  has(line: string, isMarked?: 'marked'): boolean
}

/** Fewer words than these may stand in any mail. */
const fewWords = 3

/** Reads the lines of a mail that was sent, of both its parts. */
export function sentMail(sent: readonly string[]): SentMail {
  const whole = ` ${wordsOf(sent.join('\n'))} `
  const lines = new Set(sent.map(wordsOf))
  return {
    has(line, isMarked) {
      const words = wordsOf(line)
      if (words === '' || lines.has(words)) return true
      return (isMarked || words.split(' ').length >= fewWords) && whole.includes(` ${words} `)
    },
  }
}

/** Only its words, as programs break lines and change marks. Addresses that a filter replaced are the ones it replaced. */
function wordsOf(text: string): string {
  return text
    .replace(/https?:\/\/\S+safelinks\.protection\S*[?&]url=([^&\s>]+)\S*/gi, (_, url: string) => unescaped(url))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

function unescaped(url: string): string {
  try {
    return decodeURIComponent(url)
  } catch {
    return url
  }
}
