/**
 * Turns Markdown into HTML, text, mentions and tags. Synchronous and pure; the site calls it through `markdown.ts`,
 * in a worker that can be ended.
 */
import { escapeHtml } from '#server/platform/html/html.ts'
import { keepAllowed } from './allow-list.ts'
import type { Findings, Mentionable } from './mentions.ts'
import { type Genre, makeParser } from './parser.ts'
import { plainText } from './plain-text.ts'

/** Counts up when the same source would come out differently; kept beside the stored HTML. */
export const rendererVersion = 1
/** The longest source that is rendered, in UTF-16 code units; longer ones come out cut. */
export const longestSource = 65_536
/** Past this the marks outweigh the words: 64 KB of prose makes about 80 KB of HTML. */
const longestHtml = 300_000
/** Likewise for cells, items and paragraphs, a few tokens each; 64 KB of ordinary list is under 12,000. */
const mostTokens = 40_000
const mostFootnotes = 400

/** What a source is rendered with. */
export interface RenderOptions {
  /** Who may be mentioned, by handle in lower case. */
  readonly people?: ReadonlyMap<string, Mentionable>
  /** Letters, digits, `_` and `-` that make the ids of footnotes this text's own: the post's short id. */
  readonly anchor?: string
  readonly genre?: Genre
}

/** A rendered source. `cut` says that it was too much to render and stands there as plain text. */
export interface Rendered {
  readonly html: string
  /** The words alone, for mails, excerpts and search. */
  readonly text: string
  /** Ids of the people mentioned, in order, each once. */
  readonly mentions: string[]
  /** Tags in lower case without `#`, in order, each once. */
  readonly tags: string[]
  readonly version: number
  readonly cut: boolean
}

const parsers = new Map<string, ReturnType<typeof makeParser>>()

function parserFor(genre: Genre, source: string) {
  const footnotes = source.split('[^', mostFootnotes + 1).length > mostFootnotes ? 'without' : 'with footnotes'
  const key = `${genre} ${footnotes}`
  let parser = parsers.get(key)
  if (!parser) {
    parser = makeParser(genre, footnotes)
    parsers.set(key, parser)
  }
  return parser
}

/** Renders one source, or cuts it where it is over the limits. Takes as long as it takes. */
export function render(source: string, options: RenderOptions): Rendered {
  if (source.length > longestSource) return cutDown(source)
  const md = parserFor(options.genre ?? 'post', source)
  const anchor = (options.anchor ?? 'note').replace(/[^\w-]/g, '') || 'note'
  const findings: Findings = { people: options.people ?? new Map(), mentions: new Set(), tags: new Set() }
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

/** A source that can't be rendered, as plain text: nobody loses what they wrote. */
export function cutDown(source: string): Rendered {
  const kept = source.slice(0, longestSource).replace(/[\ud800-\udbff]$/, '')
  return {
    html: `<p>${escapeHtml(kept).replace(/\r\n?|\n/g, '<br>\n')}</p>\n`,
    text: kept,
    mentions: [],
    tags: [],
    version: rendererVersion,
    cut: true,
  }
}
