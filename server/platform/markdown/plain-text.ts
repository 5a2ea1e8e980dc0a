/**
 * A rendered text without its marks: for mails, excerpts and search.
 */
import type { Token } from 'markdown-it'

/** The number a footnote shows, counted from 1 by first mention. */
export function footnoteNumber(token: Token): number {
  return Number(token.meta?.id) + 1
}

/** The words of parsed Markdown. Each block has lines of its own, each list item a dash; there are no addresses and no marks. */
export function plainText(tokens: readonly Token[]): string {
  let out = ''
  let cell = false
  for (const token of tokens) {
    if (token.type === 'inline') out += inlineText(token.children ?? []) + (cell ? '\t' : '\n')
    else if (token.type === 'fence' || token.type === 'code_block') out += `${token.content}\n`
    else if (token.type === 'list_item_open') out += '- '
    else if (token.type === 'footnote_open') out += `[${footnoteNumber(token)}] `
    else if (token.type === 'th_open' || token.type === 'td_open') cell = true
    else if (token.type === 'tr_close') out += '\n'
    else if (token.type === 'table_close') cell = false
    else if (token.type === 'paragraph_close' && !token.hidden && token.level === 0) out += '\n'
  }
  return out
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

function inlineText(tokens: readonly Token[]): string {
  let out = ''
  for (const token of tokens) {
    if (token.type === 'softbreak' || token.type === 'hardbreak') out += '\n'
    else if (token.type === 'image') out += inlineText(token.children ?? [])
    else if (token.type === 'task_open') out += token.meta?.done ? '[x] ' : '[ ] '
    else if (token.type === 'footnote_ref') out += `[${footnoteNumber(token)}]`
    else out += token.content
  }
  return out
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * The beginning of a text on one line: at most `length` characters as a reader counts them, to the end of a word,
 * and an ellipsis where something was left out.
 */
export function excerpt(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= length) return line
  const end = endOf(line, length)
  if (end === null) return line
  const whole = line.slice(0, end)
  const space = whole.lastIndexOf(' ')
  const kept = space > whole.length / 2 ? whole.slice(0, space) : whole
  return `${kept.replace(/[\s,;:.–—-]+$/u, '')}…`
}

/** Where the first `length` characters of a line end; null where the line is no longer. */
function endOf(line: string, length: number): number | null {
  // Every page needs this: plain letters need no counting.
  if (plainLetters.test(line.slice(0, length + 1))) return length
  // A character may be many code units long, but the part that is read must not grow with the text.
  const seen = [...graphemes.segment(line.slice(0, length * 16))]
  const last = seen[length - 1]
  return last && seen.length > length ? last.index + last.segment.length : null
}

const plainLetters = /^[ -~]*$/
