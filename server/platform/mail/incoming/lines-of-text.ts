/** The text part of a mail as lines. Pure. */
import { isBlank, type MailLine } from './mail-line.ts'

/** Marks of quoting before a line: `>`, `> >`, and what old programs write (`|`). */
const quoting = /^(?:[>|]\s?|\s(?=>))+/
/** A line as long as this, whose next word did not fit, was broken by the mail program. */
const narrowest = 58
const widest = 80

/** Reads the lines, with the marks of quoting as their level, and joins what a mail program broke to fit a width. */
export function linesOfText(text: string): MailLine[] {
  const lines = text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .split('\n')
    .map(lineOf)
  return joined(lines)
}

function lineOf(raw: string): MailLine {
  const line = raw.replace(/[\u200b\u200e\u200f\ufeff]/g, '').replace(/\u00a0|\u202f/g, ' ')
  const [marks = ''] = line.startsWith('>') || /^\|\s?\S*.*$/.test(line) ? (quoting.exec(line) ?? []) : []
  const level = marks.startsWith('>') ? marks.replace(/[^>|]/g, '').length : 0
  const rest = level > 0 ? line.slice(marks.length) : line
  // The line that begins a signature is told by its last blank, which is no part of other lines.
  const kept = rest === '-- ' ? rest : rest.trimEnd()
  return { text: kept, bare: kept, level }
}

function joined(lines: readonly MailLine[]): MailLine[] {
  const made: MailLine[] = []
  let lastWidth = 0
  for (const line of lines) {
    const before = made.at(-1)
    if (before && line.level === 0 && before.level === 0 && wasBroken(before, lastWidth, line)) {
      const text = `${before.text} ${line.text}`
      made[made.length - 1] = { ...before, text, bare: text }
    } else made.push(line)
    lastWidth = line.text.length
  }
  return made
}

/** Did the mail program break here? It did if the next word did not fit, and neither line is one of its own kind. */
function wasBroken(before: MailLine, lastWidth: number, line: MailLine): boolean {
  if (isBlank(line) || isBlank(before) || lastWidth < narrowest || lastWidth > widest) return false
  if (/^\s|^(?:[-*+•]|\d+[.)])\s|^\S+:\s|^[-_=*]{2}|[<>|]/.test(line.text) || /[:：>]$/.test(before.text)) return false
  const [word = ''] = line.text.split(' ')
  return lastWidth + 1 + word.length > 72
}
