/**
 * Reads curated lists written in Markdown: headings and files are topics, each link in a bullet becomes a resource.
 * Goes through the lines once, so that no list makes anybody wait. Pure.
 */
import { type LinkInBullet, linksInBullet, plainText } from '#server/toolkit/listed-links.ts'
import { titleOfFile } from '#server/toolkit/title-of.ts'

/** What is read of one bullet, in characters. */
const longestBullet = 5000

/** One file of a list; a pasted one has no name. */
export interface ListFile {
  readonly name: string | null
  readonly text: string
}

/** A link with where it is filed: a topic, perhaps a sub-topic, or nothing. */
export interface ListedLink extends LinkInBullet {
  readonly topics: readonly string[]
}

/** A line that was not understood. `why` is an English message. */
interface UnreadLine {
  readonly file: string | null
  readonly line: number
  readonly why: string
  /** The beginning of what stands there. */
  readonly text: string
}

export interface ListRead {
  /** Every link, in order; an address named twice is there twice. */
  readonly links: readonly ListedLink[]
  readonly unread: readonly UnreadLine[]
  /** Files that were passed over: a folder's README says what the list is, not what is in it. */
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

interface Heading {
  readonly level: number
  readonly name: string
  readonly line: number
}

interface Bullet {
  readonly indent: number
  readonly line: number
  text: string
}

function readFile(
  { name, text }: ListFile,
  place: 'alone' | 'one of a folder',
): { links: ListedLink[]; unread: UnreadLine[] } {
  const { headings, bullets, odd } = scan(text)
  const filing = filingOf(headings, bullets, name, place)
  const links: ListedLink[] = []
  const unread: UnreadLine[] = odd.map(({ line, text: said, why }) => ({
    file: name,
    line,
    why,
    text: said.slice(0, 80),
  }))
  /** The last link of each bullet that encloses the next one; null for a bullet without. */
  const around: { indent: number; at: number | null }[] = []
  for (const bullet of bullets) {
    while (around.length > 0 && (around.at(-1) as { indent: number }).indent >= bullet.indent) around.pop()
    const read = linksInBullet(bullet.text)
    const above = around.findLast(({ at }) => at !== null)?.at ?? null
    if (read.links.length > 0) {
      around.push({ indent: bullet.indent, at: links.length })
      const topics = filing(bullet.line)
      links.push(...read.links.map((link) => ({ ...link, topics })))
    } else if (above !== null) {
      const holder = links[above] as ListedLink
      links[above] = { ...holder, summary: `${holder.summary} · ${plainText(bullet.text)}`.slice(0, 2000) }
    } else {
      if (read.unread && around.length === 0)
        unread.push({ file: name, line: bullet.line, why: read.unread, text: plainText(bullet.text).slice(0, 80) })
      around.push({ indent: bullet.indent, at: null })
    }
  }
  return { links, unread: unread.sort((one, other) => one.line - other.line) }
}

/** Headings and bullets with their line numbers, from 1. Code between fences is neither. */
function scan(text: string): {
  headings: Heading[]
  bullets: Bullet[]
  odd: { line: number; text: string; why: string }[]
} {
  const headings: Heading[] = []
  const bullets: Bullet[] = []
  const odd: { line: number; text: string; why: string }[] = []
  let fence: string | null = null
  let open: Bullet | null = null
  let wasBlank = false
  for (const [i, raw] of text.split(/\r\n?|\n/).entries()) {
    const written = raw.replaceAll('\t', '    ').slice(0, longestBullet)
    const line = i + 1
    const mark = /^\s*(```+|~~~+)/.exec(written)?.[1]
    if (mark && (fence === null || mark.startsWith(fence))) fence = fence === null ? mark : null
    if (mark || fence !== null) continue
    const heading = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(written)
    const bullet = /^(\s*)(?:[-*+]|\d{1,9}[.)])(?:\s+(.*)|$)/.exec(written)
    if (heading) {
      const name = plainText(heading[2] as string).slice(0, 120)
      if (name) headings.push({ level: (heading[1] as string).length, name, line })
      open = null
    } else if (bullet && !/^\s*([-*_]\s*){3,}$/.test(written)) {
      open = { indent: (bullet[1] as string).length, line, text: bullet[2] ?? '' }
      bullets.push(open)
    } else if (written.trim() === '') {
      wasBlank = true
      continue
    } else if (/^\s*[-*+]\[.*\]\(https?:/i.test(written)) {
      open = null
      odd.push({ line, text: written.trim(), why: 'There is no blank after the bullet’s mark.' })
    } else if (open && (!wasBlank || /^\s{2,}/.test(written)) && open.text.length < longestBullet) {
      open.text = `${open.text} ${written.trim()}`
    } else {
      open = null
    }
    wasBlank = false
  }
  return { headings, bullets, odd }
}

/**
 * Which topics stand over a line. In a folder a file is a topic, called by its first heading or its name, and its further
 * headings are sub-topics. A file alone brings its own topics: the highest headings, below a title that holds nothing itself.
 */
function filingOf(
  headings: readonly Heading[],
  bullets: readonly Bullet[],
  name: string | null,
  place: 'alone' | 'one of a folder',
) {
  const [first] = headings
  const firstBullet = bullets[0]?.line ?? Number.POSITIVE_INFINITY
  const named = name === null ? [] : [titleOfFile(name).slice(0, 120)]
  if (place === 'one of a folder') {
    const isNamed = first && first.line < firstBullet
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
    firstBullet > (rest[0] as Heading).line
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

function under(
  headings: readonly Heading[],
  level: number,
  path: (sub: string | null) => string[],
): (line: number) => string[] {
  const used = headings.filter((one) => one.level === level)
  return (line) => path(used.findLast((one) => one.line < line)?.name ?? null)
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
