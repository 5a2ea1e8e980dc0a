/**
 * The links in one entry of a list (a bullet, a row of a table): the title, the description and the author of each. Pure.
 */
import type { InlineText, LinkInText } from '#server/toolkit/import/inline-text.ts'
import { hostOf, normalizedUrl } from '#server/toolkit/title-of.ts'

/** A link as its entry gives it. */
export interface ListedAddress {
  readonly title: string
  readonly address: string
  readonly summary: string
  readonly authors: string
}

/** What an entry holds: its links, and why something in it could not be read (an English message). */
export interface EntryRead {
  readonly links: readonly ListedAddress[]
  readonly unread: string | null
}

/** The message about an entry that has no link. */
export const noLink = 'There is no link in this bullet.'
const unpaired = 'The brackets around its title or its address do not pair up.'

const mostTitle = 300
const mostSummary = 2000
const mostAuthors = 200

/** Reads one entry. */
export function linksInEntry({ text, links: all }: InlineText): EntryRead {
  const found = meant(text, all)
  const outside = found.flatMap((one) => {
    // `[x](<https://… …>)` may have blanks, which browsers send as %20.
    const address = /^https?:/i.test(one.target) ? normalizedUrl(one.target.trim().replace(/\s/g, '%20')) : null
    return address ? [{ ...one, address }] : []
  })
  if (outside.length === 0) return { links: [], unread: whyNone(text, found) }
  const [first] = outside as [LinkInText & { address: string }]
  const before = plain(text.slice(0, first.from).replace(/^\s*\[[ xX]\]\s/, ''))
  // Quotes round a link and pictures before it are no words of its title.
  const isLeading = !/[\p{L}\p{N}]/u.test(before)
  const rest = /["“„«»‘'「『(<]$/.test(before)
    ? text.slice(first.to).replace(/^\s*["“”«»’'」』)>]/, '')
    : text.slice(first.to)
  const lead = isLeading ? labelOf(first) : withBefore(before, first, text)
  const about = isLeading ? describe(rest) : { authors: '', summary: plain(text) }
  const whole = cut(plain(text), mostSummary)
  return {
    unread: whyBroken(text),
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

/** The links that the author meant. Bare addresses count only where no other link, whole or broken, is there. */
function meant(text: string, all: readonly LinkInText[]): readonly LinkInText[] {
  const written = all.filter((one) => !one.isBare)
  return written.length > 0 || text.includes('[') || blankInside.test(text) ? written : all
}

function whyNone(text: string, found: readonly LinkInText[]): string | null {
  if (plain(text) === '') return null
  if (found.some((one) => one.target.startsWith('#'))) return null
  const broken = whyBroken(text)
  if (broken) return broken
  if (found.some((one) => /^https?:/i.test(one.target))) return 'Its address is not one of the web.'
  if (found.some((one) => /https?:/i.test(one.target))) return unpaired
  if (found.length > 0) return 'The address leads into the list’s own folder, or is none.'
  return /https?:\/\//i.test(text) ? unpaired : noLink
}

/** An address in brackets that goes on after a blank: `<https://… …>`, `](https://… …)`. A title in quotes may stand there. */
const blankInside =
  /<https?:[^<>\s]{0,2000}\s+[^<>\s][^<>]{0,2000}>|\]\(https?:[^()\s]{0,2000}\s+[^()\s"'][^()]{0,2000}\)/i

/** Brackets that were meant as a link but do not form one. */
function whyBroken(text: string): string | null {
  if (/\]\s+\(\s*https?:/i.test(text)) return 'There is a blank between the title and its address.'
  if (blankInside.test(text)) return 'There is a blank in its address.'
  return /\]\(\s*https?:/i.test(text) ? unpaired : null
}

function labelOf({ label, target }: LinkInText): string {
  const words = plain(label)
  return words === '' || /^https?:\/\//i.test(words) ? hostOf(target) : words
}

/** Does a label make sense by itself ("Part 2: the plan"), or only next to another ("here", "see also")? */
function isTelling(label: string): boolean {
  return /^["“‘'(]?[\p{Lu}\p{N}]/u.test(label) && label.split(/\s+/).length > 1
}

/** The title of a link inside a sentence: "Strategy templates for" and "Company". */
function withBefore(before: string, link: LinkInText, text: string): string {
  if (before.length <= 80) return `${before} ${labelOf(link)}`
  return isTelling(labelOf(link)) ? labelOf(link) : cut(plain(text), 120)
}

/** What follows a link: "- by Ada Lindqvist. Takeaway: …" gives its authors and the rest. */
function describe(rest: string): { authors: string; summary: string } {
  const note = /^\s*(\([^()]{1,40}\))/.exec(rest)?.[1] ?? ''
  const said = trimMarks(plain(note ? rest.replace(note, '') : rest))
  const kept = note === '' || /^\(video\)$/i.test(note) ? '' : `${note} `
  const by = /^by\s+/i.exec(said)
  if (!by) return { authors: '', summary: `${kept}${said}`.trim() }
  const after = said.slice(by[0].length)
  const authors = after.slice(0, endOfNames(after)).trim()
  if (authors.length === 0 || authors.length > mostAuthors) return { authors: '', summary: `${kept}${said}`.trim() }
  return { authors, summary: `${kept}${trimMarks(after.slice(authors.length).replace(/^\./, ''))}`.trim() }
}

/** Where names end: at "Takeaway", at a dash, or at a full stop that does not belong to an initial or to "Dr.". */
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

/** Words on one line. */
export function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : text
}
