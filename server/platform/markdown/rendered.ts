/**
 * What rendering takes and gives, and the plain text for a source it gave up on. The program starts with only this of the
 * renderer; the rest is loaded with the first text that is rendered.
 */
import { escapeHtml } from '#server/platform/html/html.ts'
import type { Mentionable } from './mentions.ts'
import type { Genre } from './parser.ts'

/** Goes up when the same source would come out differently; it is stored beside the HTML. */
export const rendererVersion = 3
/** The longest source that is rendered, in UTF-16 code units; longer ones come out cut. */
export const longestSource = 65_536

/** What a source is rendered with. */
export interface RenderOptions {
  /** Who may be mentioned, by handle in lower case. */
  readonly people?: ReadonlyMap<string, Mentionable>
  /** Addresses of ours that tags lead to, by tag in lower case. */
  readonly tagLinks?: ReadonlyMap<string, string>
  /** Letters, digits, `_` and `-` that make the ids of footnotes this text's own: the post's short id. */
  readonly anchor?: string
  readonly genre?: Genre
}

/** A rendered source. `cut` says that it was too much to render and is shown as plain text. */
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

/** A source that can't be rendered, as plain text, so that nobody loses what they wrote. */
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
