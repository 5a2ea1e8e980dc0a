/** From what somebody types on how to use a resource to what is stored. */
import { renderMarkdown } from '#server/platform/markdown/markdown.ts'

/** It as it shows; `rendererVersion` is null where nothing was said. */
export interface RenderedUse {
  readonly howToUseHtml: string
  readonly rendererVersion: number | null
  readonly cut: boolean
}

/** Renders it; empty stays empty. */
export async function renderUse(howToUse: string): Promise<RenderedUse> {
  if (howToUse === '') return { howToUseHtml: '', rendererVersion: null, cut: false }
  const { html, version, cut } = await renderMarkdown(howToUse, { genre: 'article', anchor: 'how' })
  return { howToUseHtml: html, rendererVersion: version, cut }
}
