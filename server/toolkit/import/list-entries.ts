/**
 * What a curated list holds, in its order: headings, and the entries that may be links (bullets, rows of tables, lines of text).
 * A Markdown reader tells what is what; this walks over what it found. Pure.
 */
import MarkdownItParser, { type Token } from 'markdown-it'
import { type InlineText, inlineText, joined, linesOf } from '#server/toolkit/import/inline-text.ts'

/** What is read of one run of words, in characters. */
const longestRun = 5000
/** Code within code within code that is read as a list: no honest list goes deeper. */
const deepestCode = 3

/** A heading of the list. */
export interface ListHeading {
  readonly level: number
  readonly name: string
  /** From 1, as of all lines here. */
  readonly line: number
}

/** A piece of the list that may hold links. */
export interface ListEntry {
  readonly line: number
  readonly what: 'bullet' | 'row' | 'text' | 'heading' | 'html'
  readonly run: InlineText
  /** The bullet around it, as an index in the list of entries; null where there is no bullet. */
  readonly within: number | null
}

const reader = makeReader()

function makeReader() {
  const md = new MarkdownItParser({ html: true, linkify: true })
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  // The code that reads the entry decides which links are allowed, and says why.
  md.validateLink = () => true
  md.normalizeLink = (address) => address
  md.normalizeLinkText = (address) => address
  // Long runs cost the square of their length, and nobody writes them.
  md.core.ruler.before('inline', 'cut', ({ tokens }) => {
    for (const token of tokens) if (token.type === 'inline') token.content = token.content.slice(0, longestRun)
  })
  return md
}

/** Reads one file of a list. */
export function readEntries(text: string) {
  const walk = newWalk()
  walkTokens(reader.parse(withoutHead(text), {}), 0, walk, 0)
  return { headings: walk.headings, entries: walk.entries }
}

/** Facts for programs above the text: YAML between `---`, which may also be a line across the page, or TOML between `+++`. */
const heads = [
  /^---[ \t]*\r?\n(?=[\w-]+[ \t]*:)[\s\S]*?\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/,
  /^\+\+\+[ \t]*\r?\n[\s\S]*?(?<=\n)\+\+\+[ \t]*(?:\r?\n|$)/,
]

/** The text with the lines of its head emptied. */
function withoutHead(text: string): string {
  const head = heads.map((one) => one.exec(text)?.[0]).find(Boolean) ?? ''
  return head.replace(/[^\n]/g, '') + text.slice(head.length)
}

interface Item {
  readonly line: number
  readonly within: number | null
  runs: InlineText[]
  /** Its place among the entries, once something below it or its end has settled it. */
  at: number | null
}

interface Walk {
  readonly headings: ListHeading[]
  readonly entries: ListEntry[]
  readonly items: Item[]
  row: { line: number; cells: InlineText[] } | null
  isHeading: boolean
}

function newWalk(): Walk {
  return { headings: [], entries: [], items: [], row: null, isHeading: false }
}

/** Goes over tokens; `above` is how many lines of the file stand above the text they were read from. */
function walkTokens(tokens: readonly Token[], above: number, walk: Walk, depth: number): void {
  for (const [i, token] of tokens.entries()) {
    const line = above + (token.map?.[0] ?? 0) + 1
    switch (token.type) {
      case 'heading_open':
        settle(walk)
        addHeading(tokens[i + 1], Number(token.tag.slice(1)), line, walk)
        walk.isHeading = true
        break
      case 'heading_close':
        walk.isHeading = false
        break
      case 'bullet_list_open':
      case 'ordered_list_open':
      case 'table_open':
        settle(walk)
        break
      case 'list_item_open':
        walk.items.push({ line, within: settledAbove(walk), runs: [], at: null })
        break
      case 'list_item_close':
        settle(walk)
        walk.items.pop()
        break
      case 'tr_open':
        walk.row = { line, cells: [] }
        break
      case 'tr_close':
        addRow(walk)
        break
      case 'inline':
        if (!walk.isHeading) addRun(inlineText(token.children ?? []), line, walk)
        break
      case 'html_block':
        addHtml(token.content, line, walk)
        break
      case 'code_block':
        // A bullet after four blanks is code to Markdown, but its author meant a bullet.
        if (depth < deepestCode && /^\s*(?:[-*+]|\d{1,9}[.)])\s+\S/.test(token.content))
          walkTokens(reader.parse(token.content, {}), line - 1, walk, depth + 1)
        break
      default:
    }
  }
}

/** Writes down the bullet one is in, as far as it has come. */
function settle(walk: Walk): void {
  const item = walk.items.at(-1)
  if (!item || item.at !== null) return
  item.at = walk.entries.length
  walk.entries.push({ line: item.line, what: 'bullet', run: joined(item.runs, ' '), within: item.within })
}

function settledAbove({ items }: Walk): number | null {
  return items.at(-1)?.at ?? null
}

function addHeading(inline: Token | undefined, level: number, line: number, walk: Walk): void {
  const run = inlineText(inline?.children ?? [])
  // What follows in braces is for programs: `{#meetings}`.
  const name = run.text
    .replace(/\s+/g, ' ')
    .replace(/\s*\{[#.:][^{}]*\}\s*$/, '')
    .trim()
    .slice(0, 120)
  if (name) walk.headings.push({ level, name, line })
  if (run.links.length > 0) walk.entries.push({ line, what: 'heading', run, within: null })
}

function addRun(run: InlineText, line: number, walk: Walk): void {
  const item = walk.items.at(-1)
  if (walk.row) walk.row.cells.push(run)
  else if (!item) {
    for (const [n, one] of linesOf(run).entries()) addLine(one, line + n, walk)
  } else {
    const [own, glued] = withoutGlued(run)
    if (item.at === null) item.runs.push(own)
    else walk.entries.push({ line, what: 'bullet', run: own, within: item.at })
    if (glued.length > 0) settle(walk)
    for (const one of glued) walk.entries.push({ line: line + one.n, what: 'text', run: one.run, within: null })
  }
}

/** A line of text outside of lists. One that does not begin with a link goes on with the one before, where that did. */
function addLine(run: InlineText, line: number, walk: Walk): void {
  const before = walk.entries.at(-1)
  const goesOn =
    before?.what === 'text' && before.line === line - 1 && !beginsWithLink(run) && beginsWithLink(before.run)
  if (goesOn) walk.entries[walk.entries.length - 1] = { ...before, run: joined([before.run, run], ' ') }
  else walk.entries.push({ line, what: 'text', run, within: null })
}

/** Does a line stand for what it links to, as a bullet does? */
export function beginsWithLink({ text, links }: InlineText): boolean {
  const [first] = links
  return first !== undefined && text.slice(0, first.from).trim() === '' && !first.isBare
}

/** A bullet's words without lines that look like further bullets with no blank after their mark (`-[x](https:…)`). */
function withoutGlued(run: InlineText): [InlineText, { n: number; run: InlineText }[]] {
  const lines = linesOf(run).map((one, n) => ({ n, run: one }))
  const isGlued = (one: InlineText) => /^[-*+]\s*$/.test(one.text.slice(0, one.links[0]?.from ?? 0))
  const glued = lines.filter((one) => one.n > 0 && isGlued(one.run))
  const own = lines.filter((one) => !glued.includes(one)).map((one) => one.run)
  return [glued.length > 0 ? joined(own, '\n') : run, glued]
}

function addRow(walk: Walk): void {
  const { row } = walk
  walk.row = null
  if (!row) return
  // The row is about the cell with the link; the cells before it (a number, a kind) describe it.
  const named = row.cells.findIndex(({ links }) => links.length > 0)
  const cells = row.cells.toSorted(
    (one, other) => Number(other === row.cells[named]) - Number(one === row.cells[named]),
  )
  const run = joined(
    cells.filter(({ text }) => text.trim() !== ''),
    ' · ',
  )
  walk.entries.push({ line: row.line, what: 'row', run, within: null })
}

/** HTML is not read, only told of where it has links; comments are nothing. */
function addHtml(content: string, line: number, walk: Walk): void {
  const html = content.replace(/<!--[\s\S]*?(-->|$)/g, '')
  const href = /\bhref\s*=\s*["']?(https?:[^"'\s>]+)/i.exec(html) ?? /\]\(\s*(https?:[^)\s]+)/i.exec(html)
  if (!href) return
  const text =
    html
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim() || (href[1] as string)
  walk.entries.push({ line, what: 'html', run: { text, links: [] }, within: null })
}
