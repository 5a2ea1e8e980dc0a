/** Whose each line of an answer is. Pure. */

import type { Whose } from './mail-line.ts'
import { isBlank, type MailLine } from './mail-line.ts'
import { isPicture } from './picture-marks.ts'
import {
  type Attribution,
  attributionEndingAt,
  beginsBehindAttribution,
  isAnnouncement,
  isHeadAt,
  isRule,
} from './quote-openings.ts'
import type { SentMail } from './sent-mail.ts'
import { dropSignatures } from './signatures.ts'

/** What is known beside the lines. */
export interface Known {
  /** The mail that is answered. */
  readonly sent?: SentMail
  /** Is this the line at the head of our mails? */
  isOurs(bare: string): boolean
}

/** So many lines of what is quoted, or this share of them, have to stand in the mail that was sent, to tell the rest by it. */
const enoughSent = { unmarked: { lines: 4, share: 0.5 }, marked: { lines: Number.POSITIVE_INFINITY, share: 0.75 } }

/** Tells for each line whose it is. */
export function partLines(lines: readonly MailLine[], known: Known): Whose[] {
  const whose = lines.map(
    (line): Whose =>
      line.level > 0 || line.marked === 'foreign' ? 'quoted' : line.marked === 'attribution' ? 'dropped' : 'own',
  )
  const opening = findOpening(lines, whose, known)
  if (opening !== null) whose.fill('quoted', opening)
  for (let at = 0; at < lines.length; at++) dropAttribution(lines, whose, at)
  takeOutOfQuoted(lines, whose, known)
  dropSignatures(lines, whose)
  return whose
}

/** The first line of an answered mail that is quoted without marks, or null. */
function findOpening(lines: readonly MailLine[], whose: readonly Whose[], known: Known): number | null {
  for (const [at, line] of lines.entries()) {
    if (line.opens) return aboveRules(lines, at)
    if (line.marked === 'attribution' && isAnnouncement(line)) return at
    if (whose[at] !== 'own') continue
    if (known.isOurs(line.bare)) return aboveMarker(lines, at)
    if (isBlank(line)) continue
    if (known.sent && isAllSent(lines, at, known.sent)) return aboveMarker(lines, at)
    if (isHeadAt(lines, at)) return aboveRules(lines, at)
    if (isAnnouncement(line) || beginsBehindAttribution(line)) return at
    const attribution = attributionEndingAt(lines, at)
    if (attribution && opensMail(lines, whose, attribution, known)) return attribution.from
  }
  return null
}

/** Does a mail without marks of quoting begin below it? If it is not certain by itself, its next lines have to be ours. */
function opensMail(
  lines: readonly MailLine[],
  whose: readonly Whose[],
  { to, isCertain }: Attribution,
  { sent }: Known,
): boolean {
  const next = nextSeen(lines, to + 1)
  if (next === null || whose[next] !== 'own') return false
  if (!sent) return isCertain
  return isCertain
    ? lines.some((line, at) => at > to && !isBlank(line) && sent.has(line.bare))
    : sent.has(lines[next]?.bare ?? '')
}

/** So many lines of ours, one after the other, begin our mail also where no program says so. */
const enoughInARow = 4

function isAllSent(lines: readonly MailLine[], at: number, sent: SentMail): boolean {
  let found = 0
  for (let next = at; next < lines.length && found < enoughInARow; next++) {
    const line = lines[next] as MailLine
    if (isBlank(line)) continue
    if (!sent.has(line.bare)) return false
    found++
  }
  return found === enoughInARow
}

/** Our line stands at the head of our mail; what a program put above it, to say who wrote, ends with a colon. */
function aboveMarker(lines: readonly MailLine[], at: number): number {
  let before = at - 1
  while (before >= 0 && isBlank(lines[before] as MailLine)) before--
  if (before < 0) return at
  const attribution = attributionEndingAt(lines, before)
  if (attribution) return attribution.from
  return /[:：]$/.test(lines[before]?.bare.trim() ?? '') && /\d/.test(lines[before]?.bare ?? '') ? before : at
}

function aboveRules(lines: readonly MailLine[], at: number): number {
  let from = at
  for (let before = at - 1; before >= 0; before--) {
    const line = lines[before] as MailLine
    if (isRule(line) || isAnnouncement(line)) from = before
    else if (!isBlank(line)) break
  }
  return from
}

/** Within what is quoted, what did not stand in the mail that was sent is the author's: they wrote between its lines. */
function takeOutOfQuoted(lines: readonly MailLine[], whose: Whose[], { sent }: Known): void {
  if (!sent) return
  for (const marking of ['marked', 'unmarked'] as const) {
    const quoted = [...lines.entries()].filter(
      ([at, line]) =>
        whose[at] === 'quoted' &&
        !isBlank(line) &&
        !isRule(line) &&
        !isPicture(line.bare) &&
        line.level > 0 === (marking === 'marked'),
    )
    const inSent = quoted
      .filter(([, line]) => sent.has(line.bare, marking === 'marked' ? 'marked' : undefined))
      .map(([at]) => at)
    const [first] = inSent
    const { lines: enough, share } = enoughSent[marking]
    if (first === undefined || (inSent.length < enough && inSent.length < quoted.length * share)) continue
    const ofSent = new Set(inSent)
    for (const [at, line] of quoted)
      if (at > first && !ofSent.has(at) && line.level < 2 && !isProgramLine(lines, at)) whose[at] = 'own'
  }
}

/** Did a program write it, to say whose mail it quotes? */
function isProgramLine(lines: readonly MailLine[], at: number): boolean {
  const line = lines[at] as MailLine
  return line.marked === 'signature' || line.marked === 'attribution' || isAnnouncement(line) || isHeadAt(lines, at)
}

/** "On … wrote:" goes where a quotation follows it. */
function dropAttribution(lines: readonly MailLine[], whose: Whose[], at: number): void {
  if (whose[at] !== 'own' || isBlank(lines[at] as MailLine)) return
  const next = nextSeen(lines, at + 1)
  if (next === null || whose[next] !== 'quoted') return
  const found = attributionEndingAt(lines, at)
  if (found) whose.fill('dropped', found.from, found.to + 1)
  else if (isAnnouncement(lines[at] as MailLine)) whose[at] = 'dropped'
}

function nextSeen(lines: readonly MailLine[], from: number): number | null {
  for (let at = from; at < lines.length; at++) if (!isBlank(lines[at] as MailLine)) return at
  return null
}
