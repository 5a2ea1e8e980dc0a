/**
 * The Markdown people write here: CommonMark with tables, strikethrough, task lists, footnotes, emoji shortcodes,
 * addresses that become links, `@handle` and `#tag`. No HTML passes.
 */
import MarkdownItParser, { type MarkdownIt, type Token } from 'markdown-it'
import { full as emoji } from 'markdown-it-emoji'
import footnote from 'markdown-it-footnote'
import { addImages } from './images.ts'
import { addMentions } from './mentions.ts'
import { footnoteNumber } from './plain-text.ts'
import { addTasks } from './tasks.ts'

/** What is being written: in a post line breaks are kept and headings begin at the third level, in an article they flow and begin at the second. */
export type Genre = 'post' | 'article'

const alignments: Record<string, string> = {
  'text-align:left': 'align-left',
  'text-align:center': 'align-center',
  'text-align:right': 'align-right',
}

/** What follows `www.` in an address, without the punctuation that ends a sentence. */
const afterWww = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}(?:\/(?:[^\s<>()"']{0,500}[^\s<>()"'.,;:!?])?)?/u

/** A parser for one genre. Without footnotes it stays linear where a text has thousands of them. */
export function makeParser(genre: Genre, footnotes: 'with footnotes' | 'without'): MarkdownIt {
  const md = new MarkdownItParser({ html: false, linkify: true, breaks: genre === 'post' })
  md.validateLink = isHarmless
  // Without a scheme only www. and mail addresses: "notes.md" and "e.g.so" are no links.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: true })
  md.linkify.add('www.', {
    validate: (text, pos) => afterWww.exec(text.slice(pos, pos + 1000))?.[0].length ?? 0,
    normalize: (match) => {
      match.url = `https://${match.url}`
    },
  })
  md.use(emoji, { shortcuts: {} })
  if (footnotes === 'with footnotes') {
    md.use(footnote)
    // `^[text]` costs the square of its number, and nobody writes it.
    md.inline.ruler.disable('footnote_inline')
    md.renderer.rules.footnote_caption = (tokens, i) => String(footnoteNumber(tokens[i] as Token))
  }
  addTasks(md)
  addMentions(md)
  addImages(md)
  md.core.ruler.push('shape', ({ tokens }) => {
    for (const token of tokens) shapeBlock(token, genre === 'post' ? 2 : 1)
  })
  md.renderer.rules.table_open = () => '<div class="wide" tabindex="0"><table>\n'
  md.renderer.rules.table_close = () => '</table></div>\n'
  return md
}

/** Moves headings below those of the page, and alignment from style to class. */
function shapeBlock(token: Token, deeper: number): void {
  if (token.type === 'heading_open' || token.type === 'heading_close') {
    token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + deeper)}`
  } else if (token.type === 'th_open' || token.type === 'td_open') {
    const style = token.attrGet('style')
    token.attrs = style && alignments[style] ? [['class', alignments[style]]] : null
  }
}

/** Addresses of the web, of mail and of this site; nothing that names another scheme or borrows the page's. */
export function isHarmless(address: string): boolean {
  const plain = address.trim()
  if (/^(?:https?|mailto):/i.test(plain)) return true
  // Whatever else stands before a colon is taken for a scheme, however it is spelled or escaped.
  return !/^[^/?#]*:/.test(plain) && !/^[/\\]{2}/.test(plain)
}
