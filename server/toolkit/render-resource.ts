/** From what somebody types to what is stored with a resource: its article, and how to use it. */

import { raiseHeadings } from '#server/bodies/room.ts'
import { renderMarkdown } from '#server/platform/markdown/markdown.ts'

/** The Markdown of a resource; without an article null, without a word on its use empty. */
export interface ResourceSources {
  readonly source: string | null
  readonly howToUse: string
}

/** Both as they show; `rendererVersion` is null where there is neither. */
export interface RenderedResource {
  readonly html: string | null
  readonly howToUseHtml: string
  readonly rendererVersion: number | null
  readonly cut: boolean
}

/** Renders what a resource says. */
export async function renderResource({ source, howToUse }: ResourceSources): Promise<RenderedResource> {
  const article = source === null ? null : await renderMarkdown(raiseHeadings(source), { genre: 'article' })
  const use = howToUse === '' ? null : await renderMarkdown(howToUse, { genre: 'article', anchor: 'how' })
  return {
    html: article?.html ?? null,
    howToUseHtml: use?.html ?? '',
    rendererVersion: article?.version ?? use?.version ?? null,
    cut: Boolean(article?.cut || use?.cut),
  }
}
