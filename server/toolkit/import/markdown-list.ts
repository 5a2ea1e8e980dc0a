/**
 * Reads curated lists written in Markdown: headings and files are topics, each link in a bullet becomes a resource. Pure.
 */

import { beginsWithLink, type ListEntry, type ListHeading, readEntries } from '#server/toolkit/import/list-entries.ts'
import { type ListedAddress, linksInEntry, noLink, plain } from '#server/toolkit/import/listed-links.ts'
import { titleOfFile } from '#server/toolkit/title-of.ts'

/** One file of a list; a pasted one has no name. */
export interface ListFile {
  readonly name: string | null
  readonly text: string
}

/** A link with where it is filed: a topic, perhaps a sub-topic, or nothing. */
export interface ListedLink extends ListedAddress {
  readonly topics: readonly string[]
}

/** A line that was not understood. `why` is an English message. */
interface UnreadLine {
  readonly file: string | null
  readonly line: number
  readonly why: string
  /** The beginning of the line. */
  readonly text: string
}

export interface ListRead {
  /** Every link, in order; an address named twice is there twice. */
  readonly links: readonly ListedLink[]
  readonly unread: readonly UnreadLine[]
  /** Files that were skipped: a folder's README describes the list itself and holds no entries. */
  readonly passedOver: readonly string[]
}

/** Reads a whole list: one file, or those of a folder. */
export function readList(files: readonly ListFile[]): ListRead {
  const isCover = ({ name }: ListFile) =>
    files.length > 1 && /^(readme|contributing|license|code_of_conduct)\.md$/i.test(name ?? '')
  const read = files
    .filter((file) => !isCover(file))
    .map((file) => readFile(file, files.length > 1 ? 'one of a folder' : 'alone'))
  return {
    links: read.flatMap(({ links }) => links),
    unread: read.flatMap(({ unread }) => unread),
    passedOver: files.filter(isCover).map(({ name }) => name as string),
  }
}

function readFile({ name, text }: ListFile, place: 'alone' | 'one of a folder') {
  const { headings, entries } = readEntries(text)
  const filing = filingOf(headings, entries, name, place)
  const links: ListedLink[] = []
  const unread: UnreadLine[] = []
  /** For each entry the link that a note below it belongs to. */
  const holders: (number | null)[] = []
  for (const entry of entries) {
    const holder = entry.within === null ? null : (holders[entry.within] ?? null)
    const read = readEntry(entry)
    holders.push(read.links.length > 0 ? links.length : holder)
    if (read.links.length > 0) {
      const topics = filing(entry.line)
      links.push(...read.links.map((link) => ({ ...link, topics })))
    } else if (holder !== null) {
      links[holder] = withNote(links[holder] as ListedLink, plain(entry.run.text))
    }
    const isNote = read.unread === noLink && (entry.within !== null || entry.what !== 'bullet')
    if (read.unread && !isNote)
      unread.push({ file: name, line: entry.line, why: read.unread, text: plain(entry.run.text).slice(0, 80) })
  }
  return { links, unread }
}

/** A bullet and a row may hold links anywhere. A line of text is an entry only if it begins with one. */
function readEntry(entry: ListEntry): { links: readonly ListedAddress[]; unread: string | null } {
  const { what, run } = entry
  const read = linksInEntry(run)
  if (what === 'bullet' || what === 'row' || (what === 'text' && beginsWithLink(run))) return read
  if (what === 'html')
    return { links: [], unread: 'Links in HTML are not read. Make it a bullet: - [Title](https://…)' }
  if (read.links.length === 0) return { links: [], unread: what === 'heading' ? null : read.unread }
  if (/^[-*+]\s*$/.test(run.text.slice(0, run.links[0]?.from)))
    return { links: [], unread: 'There is no blank after the bullet’s mark.' }
  if (what === 'heading') return { links: [], unread: 'A heading becomes a topic; its link is not brought in.' }
  return { links: [], unread: 'A link in running text is not brought in. Make it a bullet: - [Title](https://…)' }
}

function withNote(link: ListedLink, note: string): ListedLink {
  return { ...link, summary: [link.summary, note].filter(Boolean).join(' · ').slice(0, 2000) }
}

/**
 * The topics of a line. In a folder each file is a topic, named by its first heading or its file name, and its further
 * headings are sub-topics. In a single file the highest headings are the topics, below a title that has no entries itself.
 */
function filingOf(
  headings: readonly ListHeading[],
  entries: readonly ListEntry[],
  name: string | null,
  place: 'alone' | 'one of a folder',
) {
  const [first] = headings
  const firstEntry = entries.find(({ what }) => what === 'bullet' || what === 'row')?.line ?? Number.POSITIVE_INFINITY
  const named = name === null ? [] : [titleOfFile(name).slice(0, 120)]
  if (place === 'one of a folder') {
    const isNamed = first && first.line < firstEntry
    const topic = isNamed ? first.name : (named[0] as string)
    const subs = isNamed ? headings.slice(1) : headings
    return under(subs, Math.min(...subs.map(({ level }) => level)), (sub) =>
      sub && !isSame(sub, topic) ? [topic, sub] : [topic],
    )
  }
  const rest = headings.slice(1)
  const isTitle =
    first &&
    rest.length > 1 &&
    rest.every(({ level }) => level > first.level) &&
    firstEntry > (rest[0] as ListHeading).line
  const used = isTitle ? rest : headings
  const top = Math.min(...used.map(({ level }) => level))
  const tops = used.filter(({ level }) => level === top)
  const deeper = used.filter(({ level }) => level > top)
  const below = Math.min(...deeper.map(({ level }) => level))
  return (line: number): string[] => {
    const topic = tops.findLast((one) => one.line < line)
    if (!topic) return named
    const sub = deeper.findLast((one) => one.level === below && one.line < line && one.line > topic.line)
    return sub && !isSame(sub.name, topic.name) ? [topic.name, sub.name] : [topic.name]
  }
}

function under(headings: readonly ListHeading[], level: number, path: (sub: string | null) => string[]) {
  const used = headings.filter((one) => one.level === level)
  return (line: number) => path(used.findLast((one) => one.line < line)?.name ?? null)
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
