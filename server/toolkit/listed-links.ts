/**
 * The links in one bullet of a Markdown list: what each is called, what is said about it, and who wrote it. Pure.
 */
import { hostOf, plainAddress } from '#server/toolkit/title-of.ts'

/** A link as its bullet gives it. */
export interface LinkInBullet {
  readonly title: string
  readonly address: string
  readonly summary: string
  readonly authors: string
}

/** What a bullet holds: its links, or why there are none (an English message). */
export interface BulletRead {
  readonly links: readonly LinkInBullet[]
  readonly unread: string | null
}

const mostTitle = 300
const mostSummary = 2000
const mostAuthors = 200
/** Brackets looked at in one bullet; no honest one has as many. */
const mostTries = 100

interface Found {
  readonly label: string
  readonly target: string
  readonly from: number
  readonly to: number
}

/** Reads one bullet, given its text without the mark and with its line breaks as blanks. */
export function linksInBullet(text: string): BulletRead {
  const all = findLinks(text)
  const outside = all.flatMap((one) => {
    const address = /^https?:/i.test(one.target) ? plainAddress(one.target) : null
    return address ? [{ ...one, address }] : []
  })
  if (outside.length === 0) return { links: [], unread: whyNone(text, all) }
  const [first] = outside as [Found & { address: string }]
  const before = plainText(text.slice(0, first.from))
  const isLeading = before === ''
  const lead = isLeading ? labelOf(first) : withBefore(before, first, text)
  const rest = text.slice(first.to)
  const about = isLeading ? describe(rest) : { authors: '', summary: plainText(text) }
  const whole = cut(plainText(text), mostSummary)
  return {
    unread: null,
    links: outside.map((one, i) =>
      i === 0
        ? {
            title: cut(lead, mostTitle),
            address: one.address,
            authors: about.authors,
            summary: cut(about.summary, mostSummary),
          }
        : {
            title: cut(isTelling(labelOf(one)) ? labelOf(one) : `${lead}: ${labelOf(one)}`, mostTitle),
            address: one.address,
            authors: '',
            summary: whole,
          },
    ),
  }
}

function whyNone(text: string, all: readonly Found[]): string | null {
  if (plainText(text) === '') return null
  if (/\]\s+\(\s*https?:/i.test(text)) return 'There is a blank between the title and its address.'
  if (all.some((one) => one.target.startsWith('#'))) return null
  if (/https?:/i.test(text)) return 'The brackets around its title or its address do not pair up.'
  if (all.length > 0) return 'The address leads into the list’s own folder, or is none.'
  return 'There is no link in this bullet.'
}

/** Inline links `[label](target)`, `<https://…>`, and, where there are no brackets at all, bare addresses. In order. */
function findLinks(text: string): Found[] {
  const found: Found[] = []
  const pairs = pairBrackets(text)
  let tries = 0
  for (let at = 0; at < text.length; at++) {
    const c = text[at]
    if (c === '\\') at++
    else if (c === '`') at = afterCode(text, at)
    else if (c === '<') {
      const auto = /^<(https?:[^\s<>]+)>/i.exec(text.slice(at, at + 2100))
      if (!auto) continue
      found.push({ label: auto[1] as string, target: auto[1] as string, from: at, to: at + auto[0].length })
      at += auto[0].length - 1
    } else if (c === '[' && text[at - 1] !== '!' && tries++ < mostTries) {
      const link = linkAt(text, at, pairs)
      if (!link) continue
      found.push(link)
      at = link.to - 1
    }
  }
  if (found.length > 0 || text.includes('[')) return found
  return [...text.matchAll(/https?:\/\/[^\s<>"]+/gi)].map((bare) => {
    const target = bare[0].replace(/[.,;:!?)\]]+$/, '')
    return { label: target, target, from: bare.index, to: bare.index + target.length }
  })
}

function afterCode(text: string, at: number): number {
  const fence = /^`+/.exec(text.slice(at, at + 100))?.[0] ?? '`'
  const end = text.indexOf(fence, at + fence.length)
  return end < 0 ? at + fence.length - 1 : end + fence.length - 1
}

/** For each opening bracket the place of the one that closes it. */
function pairBrackets(text: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>()
  const open: number[] = []
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '[') open.push(i)
    else if (text[i] === ']' && open.length > 0) pairs.set(open.pop() as number, i)
  }
  return pairs
}

/** The link that begins at a bracket: a label, then at once `(`, blanks allowed within. */
function linkAt(text: string, at: number, pairs: ReadonlyMap<number, number>): Found | null {
  const end = pairs.get(at)
  if (end === undefined || text[end + 1] !== '(') return null
  const target = targetAt(text, end + 2)
  return target && { label: text.slice(at + 1, end), target: target.text, from: at, to: target.to }
}

/** An address up to its closing parenthesis, those within it in pairs; a title in quotes after it is passed over. */
function targetAt(text: string, from: number): { text: string; to: number } | null {
  let start = from
  while (text[start] === ' ') start++
  let depth = 0
  let end = start
  for (; end < text.length && end < start + 2100; end++) {
    const c = text[end]
    if (c === ' ' || c === '\n') break
    if (c === '(') depth++
    if (c === ')' && depth-- === 0) return { text: bareTarget(text.slice(start, end)), to: end + 1 }
  }
  const title = /^\s+(?:"[^"]{0,500}"|'[^']{0,500}')?\s*\)/.exec(text.slice(end, end + 600))
  return title ? { text: bareTarget(text.slice(start, end)), to: end + title[0].length } : null
}

function bareTarget(written: string): string {
  return written.replace(/^<|>$/g, '').replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

function labelOf({ label, target }: Found): string {
  const plain = plainText(label)
  return plain === '' || /^https?:\/\//i.test(plain) ? hostOf(target) : plain
}

/** Does a label say by itself what it leads to ("Part 2: the plan"), or only beside another ("here", "see also")? */
function isTelling(label: string): boolean {
  return /^["“‘'(]?[\p{Lu}\p{N}]/u.test(label) && label.split(/\s+/).length > 1
}

/** The title of a link that stands within a sentence: "Strategy templates for" and "Company". */
function withBefore(before: string, link: Found, text: string): string {
  if (before.length <= 80) return `${before} ${labelOf(link)}`
  return isTelling(labelOf(link)) ? labelOf(link) : cut(plainText(text), 120)
}

/** What follows a link: "- by Ada Lindqvist. Takeaway: …" gives its authors and the rest. */
function describe(rest: string): { authors: string; summary: string } {
  const note = /^\s*(\([^()]{1,40}\))/.exec(rest)?.[1] ?? ''
  const said = trimMarks(plainText(note ? rest.replace(note, '') : rest))
  const kept = note === '' || /^\(video\)$/i.test(note) ? '' : `${note} `
  const by = /^by\s+/i.exec(said)
  if (!by) return { authors: '', summary: `${kept}${said}`.trim() }
  const after = said.slice(by[0].length)
  const authors = after.slice(0, endOfNames(after)).trim()
  if (authors.length === 0 || authors.length > mostAuthors) return { authors: '', summary: `${kept}${said}`.trim() }
  return { authors, summary: `${kept}${trimMarks(after.slice(authors.length).replace(/^\./, ''))}`.trim() }
}

/** Where names end: at a full stop that is none of an initial or of "Dr.", at "Takeaway", or at a dash. */
function endOfNames(text: string): number {
  for (const stop of text.matchAll(/\.(?=\s|$)|\s[-–—]\s|,?\s(?=Takeaways?\b)|:\s/g)) {
    const before = text.slice(0, stop.index)
    if (stop[0] === '.' && /(^|[\s.])(\p{Lu}|Dr|Jr|Sr|Prof|St)$/u.test(before)) continue
    return stop.index
  }
  return text.length
}

function trimMarks(text: string): string {
  return text.replace(/^[\s\-–—:,;.|·]+/, '').trim()
}

/** The words of inline Markdown: links by their labels, no emphasis, no pictures. */
export function plainText(text: string): string {
  return text
    .replace(/!\[[^\]]{0,500}\]\([^)]{0,2000}\)/g, '')
    .replace(/\[((?:[^[\]]|\[[^[\]]{0,200}\]){0,1000})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/(\*\*|__)(?=\S)/g, '')
    .replace(/(?<=\S)(\*\*|__)/g, '')
    .replace(/(^|[\s("“])[*_](?=\S)/g, '$1')
    .replace(/(?<=\S)[*_](?=[\s.,;:!?)"”]|$)/g, '')
    .replace(/`/g, '')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : text
}
