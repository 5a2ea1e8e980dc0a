/**
 * Reads an answer by mail: what its author wrote, as Markdown, without what their program quoted and signed. Pure.
 */
import { ourLines } from './answer-line.ts'
import { linesOfHtml } from './lines-of-html.ts'
import { linesOfText } from './lines-of-text.ts'
import { isBlank, type MailLine, type Whose } from './mail-line.ts'
import { type Known, partLines } from './parted-lines.ts'
import { isPicture, withoutPictureMarks } from './picture-marks.ts'
import { sentMail } from './sent-mail.ts'

/** The parts of a mail, decoded. */
export interface MailParts {
  readonly text?: string
  readonly html?: string
}

/**
 * What its author wrote. The HTML part says most, as it keeps lists, links and lines; the text part is read where it says nothing.
 * Where they wrote between the lines they answer, the last paragraph before each answer stays, quoted.
 * @param sent the mail that is answered: with it also lines are found that stand unmarked among ours. Leave it
 *   out where a post in it was changed since: its old words would be taken for the author's
 * @returns Markdown, `''` where they wrote nothing; pictures of theirs that stand in the HTML have marks (picture-marks.ts)
 */
export function readReply({ text = '', html = '' }: MailParts, sent?: MailParts): string {
  const known = { isOurs: ourLines(), ...(sent ? { sent: sentMail(bareLines(sent)) } : {}) }
  return (html && written(linesOfHtml(html), known)) || written(linesOfText(text), known)
}

function bareLines({ text = '', html = '' }: MailParts): string[] {
  return [...text.split('\n'), ...linesOfHtml(html).map(({ bare }) => bare)]
}

function written(lines: readonly MailLine[], known: Known): string {
  const parts = partsOf(lines, partLines(lines, known))
  const own = parts.filter(({ whose }) => whose === 'own')
  const inWords = own.filter(({ lines }) => !lines.every(({ bare }) => bare === '' || isPicture(bare)))
  const [first, ...more] = parts
  const isBetween =
    inWords.length > 1 || (inWords.length === 1 && first?.whose === 'quoted' && more.at(-1)?.whose === 'quoted')
  const kept = isBetween ? parts.slice(0, parts.findLastIndex(({ whose }) => whose === 'own') + 1) : own
  return kept
    .map(({ whose, lines }) => (whose === 'own' ? lines.map(({ text }) => text).join('\n') : quotation(lines)))
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

interface Part {
  readonly whose: 'own' | 'quoted'
  readonly lines: readonly MailLine[]
}

/** Runs of lines of the same author, without blank ones around them. */
function partsOf(lines: readonly MailLine[], whose: readonly Whose[]): Part[] {
  const parts: { whose: 'own' | 'quoted'; lines: MailLine[] }[] = []
  for (const [at, line] of lines.entries()) {
    const here = whose[at]
    if (here === 'dropped' || here === undefined) continue
    const last = parts.at(-1)
    if (last && (last.whose === here || isBlank(line))) last.lines.push(line)
    else if (!isBlank(line)) parts.push({ whose: here, lines: [line] })
  }
  return parts.map((part) => ({ ...part, lines: trimmed(part.lines) }))
}

function trimmed(lines: readonly MailLine[]): MailLine[] {
  return lines.slice(
    lines.findIndex((line) => !isBlank(line)),
    lines.findLastIndex((line) => !isBlank(line)) + 1,
  )
}

/** The last paragraph of what they answer. */
function quotation(lines: readonly MailLine[]): string {
  const begin = lines.findLastIndex((line) => isBlank(line)) + 1
  return lines
    .slice(begin)
    .map(({ text }) => `> ${withoutPictureMarks(text)}`)
    .join('\n')
}
