/** From what somebody types on how to use a resource to what is stored. */
import { renderMarkdown } from '#server/platform/markdown/markdown.ts'

/** Renders it; empty stays empty, and is of no version. */
export async function renderUse(howToUse: string) {
  if (howToUse === '') return { howToUseHtml: '', rendererVersion: null, cut: false }
  const { html, version, cut } = await renderMarkdown(howToUse, { genre: 'article', anchor: 'how' })
  return { howToUseHtml: html, rendererVersion: version, cut }
}
