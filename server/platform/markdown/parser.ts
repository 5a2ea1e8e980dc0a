/**
 * The Markdown people write here: CommonMark with tables, strikethrough, task lists, footnotes, emoji shortcodes,
 * addresses that become links, `@handle` and `#tag`. No HTML passes.
 */
import MarkdownItParser, { type MarkdownIt, type Token } from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'
import footnote from 'markdown-it-footnote'
import { addDirections } from './direction.ts'
import { addEmoji } from './emoji.ts'
import { addImages } from './images.ts'
import { addLinks } from './links.ts'
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

/** A parser for one genre. Without footnotes it stays linear where a text has thousands of them. */
export function makeParser(genre: Genre, footnotes: 'with footnotes' | 'without'): MarkdownIt {
  const md = new MarkdownItParser({ html: false, linkify: true, breaks: genre === 'post' })
  // Chinese, Japanese and Korean put no space beside a mark.
  md.use(cjkFriendly)
  addLinks(md)
  addEmoji(md)
  if (footnotes === 'with footnotes') {
    md.use(footnote)
    // `^[text]` costs the square of its number, and nobody writes it.
    md.inline.ruler.disable('footnote_inline')
    md.renderer.rules.footnote_caption = (tokens, i) => String(footnoteNumber(tokens[i] as Token))
  }
  addTasks(md)
  addMentions(md)
  addImages(md)
  addDirections(md)
  md.core.ruler.push('shape', ({ tokens }) => {
    for (const token of tokens) shapeBlock(token, genre === 'post' ? 2 : 1)
  })
  md.renderer.rules.table_open = (tokens, i) =>
    `<div class="wide" tabindex="0"><table${md.renderer.renderAttrs(tokens[i] as Token)}>\n`
  md.renderer.rules.table_close = () => '</table></div>\n'
  return md
}

/** Moves headings below those of the page, and alignment from style to class. */
function shapeBlock(token: Token, deeper: number): void {
  if (token.type === 'heading_open' || token.type === 'heading_close') {
    token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + deeper)}`
  } else if (token.type === 'th_open' || token.type === 'td_open') {
    const style = token.attrGet('style')
    token.attrs = [['dir', 'auto']]
    if (style && alignments[style]) token.attrSet('class', alignments[style])
  }
}
