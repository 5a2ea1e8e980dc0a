/**
 * Turns Markdown into HTML, text, mentions and tags. Synchronous and pure; the site calls it through `markdown.ts`, at once
 * for a light text and else in a worker that can be ended.
 */
import { madeOnce } from '../made-once.ts'
import { keepAllowed } from './allow-list.ts'
import type { Findings } from './mentions.ts'
import { type Genre, makeParser } from './parser.ts'
import { plainText } from './plain-text.ts'
import { cutDown, longestSource, type Rendered, type RenderOptions, rendererVersion } from './rendered.ts'
import { isTooHeavy } from './weight.ts'

/** Past this the marks outweigh the words: 64 KB of prose makes about 80 KB of HTML. */
const longestHtml = 300_000
/** The same for cells, items and paragraphs, a few tokens each; 64 KB of ordinary list is under 12,000. */
const mostTokens = 40_000
const mostFootnotes = 400

const parserOf = madeOnce(makeParser)

function parserFor(genre: Genre, source: string) {
  return parserOf(genre, source.split('[^', mostFootnotes + 1).length > mostFootnotes ? 'without' : 'with footnotes')
}

/** Renders one source, or cuts it where it is over the limits. It has no time limit of its own. */
export function render(source: string, options: RenderOptions): Rendered {
  if (source.length > longestSource || isTooHeavy(source)) return cutDown(source)
  const md = parserFor(options.genre ?? 'post', source)
  const anchor = (options.anchor ?? 'note').replace(/[^\w-]/g, '') || 'note'
  const findings: Findings = {
    people: options.people ?? new Map(),
    shown: new Set(),
    mentions: new Set(),
    tags: new Set(),
    tagLinks: options.tagLinks ?? new Map(),
  }
  const env = { ...findings, docId: anchor }
  const tokens = md.parse(source, env)
  if (tokens.length > mostTokens) return cutDown(source)
  const html = md.renderer.render(tokens, md.options, env)
  if (html.length > longestHtml) return cutDown(source)
  return {
    html: keepAllowed(html, anchor),
    text: plainText(tokens),
    mentions: [...findings.mentions],
    tags: [...findings.tags],
    version: rendererVersion,
    cut: false,
  }
}
