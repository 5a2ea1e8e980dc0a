/** From what somebody types about an event to what is stored. */
import { renderMarkdown } from '#server/platform/markdown/markdown.ts'

/** Renders it; empty stays empty, and is of no version. */
export async function renderDescription(description: string) {
  if (description === '') return { html: '', rendererVersion: null, cut: false }
  const { html, version, cut } = await renderMarkdown(description, { genre: 'article', anchor: 'about' })
  return { html, rendererVersion: version, cut }
}
