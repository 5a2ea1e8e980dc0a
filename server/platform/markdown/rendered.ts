/**
 * What rendering takes and gives, and what stands there where it gave up. All that the program itself loads of the
 * renderer: the rest is loaded by the threads that render.
 */
import { escapeHtml } from '#server/platform/html/html.ts'
import type { Mentionable } from './mentions.ts'
import type { Genre } from './parser.ts'

/** Counts up when the same source would come out differently; kept beside the stored HTML. */
export const rendererVersion = 3
/** The longest source that is rendered, in UTF-16 code units; longer ones come out cut. */
export const longestSource = 65_536

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
