/** From what leaders write to their cohort to what is stored. */
import { renderMarkdown } from '#server/platform/markdown/markdown.ts'

/** Renders it; empty stays empty, and is of no version. */
export async function renderLetter(letter: string): Promise<{ html: string; version: number | null; cut: boolean }> {
  if (letter === '') return { html: '', version: null, cut: false }
  const { html, version, cut } = await renderMarkdown(letter, { anchor: 'letter' })
  return { html, version, cut }
}
