/** Where the mail that is answered begins: below "On … wrote:", a head of fields, an announcement, or our own line. Pure. */
import { isBlank, type MailLine } from './mail-line.ts'
import { attributionBegins, headField, originalMessage, wroteUnspaced, wroteWords } from './mail-words.ts'

const moment = /\d{1,2}[:.h]\d{2}|(?<!\d)(?:19|20)\d{2}(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/
/** How such a line ends: Zoho ends it with dashes. */
const end = /[:：]$|[-–—]{2}$/
const longestAttribution = 400
const mostLines = 5

/** A line such as "On … wrote:", which may be broken into several: their number, and whether it can be nothing else. */
export interface Attribution {
  readonly from: number
  readonly to: number
  readonly isCertain: boolean
}

/** The one that ends in this line. The lines above it belong to it as far as it is not whole without them. */
export function attributionEndingAt(lines: readonly MailLine[], to: number): Attribution | null {
  if (!end.test(lines[to]?.bare.trimEnd() ?? '')) return null
  for (let from = to; from >= 0 && from > to - mostLines; from--) {
    const line = lines[from]
    if (!line || isBlank(line) || line.level > 0) return null
    const joined = lines
      .slice(from, to + 1)
      .map(({ bare }) => bare)
      .join(' ')
    const found = readAttribution(joined)
    if (!found) continue
    const above = lines[from - 1]
    const isBroken =
      above &&
      above.level === 0 &&
      attributionBegins.test(above.bare) &&
      !attributionBegins.test(line.bare) &&
      !/[.!?。]$/.test(above.bare)
    return { from: isBroken ? from - 1 : from, to, ...found }
  }
  return null
}

function readAttribution(joined: string): { isCertain: boolean } | null {
  const line = joined.trim()
  if (line.length > longestAttribution || !end.test(line) || !moment.test(line)) return null
  const hasVerb = wroteWords.test(line) || wroteUnspaced.test(line)
  const hasAddress = line.includes('@')
  if (!hasVerb && !(hasAddress && /[:：]$/.test(line))) return null
  return { isCertain: hasVerb && hasAddress }
}

/** Does this line begin with "On … wrote:", and go on with the mail itself? Yahoo writes so on phones. */
export function beginsBehindAttribution({ bare }: MailLine): boolean {
  const [line = '', rest] = bare.trim().split(/(?<=[:：])\s{2,}/)
  return rest !== undefined && (readAttribution(line)?.isCertain ?? false)
}

/** Does a head of fields begin here, as Outlook writes it? It says who, and two more of when, to whom and about what. */
export function isHeadAt(lines: readonly MailLine[], at: number): boolean {
  const first = lines[at]
  if (!first || !headField(first.bare)) return false
  const found = new Set<string>()
  let others = 0
  for (const line of lines.slice(at, at + 12)) {
    if (isBlank(line)) continue
    const field = headField(line.bare)
    // A sentence of the author may begin like a field; the head itself comes after it, and names its sender once.
    if (field === 'from' && found.has('from')) return false
    if (field) found.add(field)
    // A list of many recipients goes on in the next lines.
    else if (++others > 2) break
  }
  return found.has('from') && found.size >= 3
}

/** Does this line announce a mail below it, with dashes around it? */
export function isAnnouncement({ bare }: MailLine): boolean {
  return originalMessage.test(bare.trim())
}

/** Is it only a rule, as programs draw one above what they quote? */
export function isRule({ bare }: MailLine): boolean {
  return /^\s*(?:[-_=—*]\s?){3,}$/.test(bare)
}
