/**
 * One run of words in a Markdown list without its marks, and the links in it with their places. Pure.
 */
import type { Token } from 'markdown-it'

/** A link in a run of words: `[label](target)`, `[label][reference]`, `<target>`, `<a href>`, or a bare address. */
export interface LinkInText {
  readonly label: string
  readonly target: string
  /** Where its label begins and ends in the text. */
  readonly from: number
  readonly to: number
  /** Did nothing but its beginning (`https:`) make it a link? */
  readonly isBare: boolean
}

/** Words with links. Line breaks are kept as `\n`. */
export interface InlineText {
  readonly text: string
  readonly links: readonly LinkInText[]
}

/** Reads the children of an inline token: emphasis and code keep their words; a picture does only in a link. */
export function inlineText(tokens: readonly Token[]): InlineText {
  let text = ''
  let open: { target: string; from: number; isBare: boolean } | null = null
  const links: LinkInText[] = []
  const close = () => {
    if (open) links.push({ ...open, to: text.length, label: text.slice(open.from) })
    open = null
  }
  for (const token of tokens) {
    const anchor = token.type === 'html_inline' ? /^<a\b[^>]*\bhref\s*=\s*["']([^"']*)["']/i.exec(token.content) : null
    if (token.type === 'link_open' || anchor) {
      const target = anchor ? (anchor[1] as string) : String(token.attrGet('href') ?? '')
      open = { target, from: text.length, isBare: token.markup === 'linkify' }
    } else if (token.type === 'link_close' || /^<\/a\s*>/i.test(token.content)) close()
    else if (token.type === 'softbreak' || token.type === 'hardbreak' || /^<br\b/i.test(token.content)) text += '\n'
    else if (token.type === 'image') text += open ? inlineText(token.children ?? []).text : ''
    else if (token.type !== 'html_inline') text += token.content
  }
  close()
  return { text, links }
}

/** Several runs as one, with something between them. */
export function joined(runs: readonly InlineText[], between: string): InlineText {
  return runs.reduce((before, run) => {
    const text = before.text === '' ? '' : `${before.text}${between}`
    const links = run.links.map((link) => ({ ...link, from: link.from + text.length, to: link.to + text.length }))
    return { text: text + run.text, links: [...before.links, ...links] }
  }, nothing)
}

const nothing: InlineText = { text: '', links: [] }

/** A run by its lines. A link that goes over several lines keeps them together. */
export function linesOf({ text, links }: InlineText): InlineText[] {
  const lines: InlineText[] = []
  let from = 0
  const end = (to: number) => {
    const inside = links.filter((link) => link.from >= from && link.to <= to)
    const moved = inside.map((link) => ({ ...link, from: link.from - from, to: link.to - from }))
    lines.push({ text: text.slice(from, to), links: moved })
    from = to + 1
  }
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1))
    if (!links.some((link) => link.from <= at && at < link.to)) end(at)
  end(text.length)
  return lines
}
