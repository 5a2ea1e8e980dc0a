/** From what leaders type under each heading of the charter to what is stored. */
import { type CharterKey, charterKeys, type StoredCharter } from '#server/communities/charter/charter.ts'
import { handlesIn } from '#server/communities/reads-people.ts'
import { findMentions, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import type { Look } from '#server/platform/work.ts'

export interface RenderedCharter {
  readonly charter: StoredCharter
  /** Was one of its texts too much to render? */
  readonly cut: boolean
}

/** Renders the texts of a charter; a heading without a text is left out. */
export async function renderCharter(
  look: Look,
  communityId: string,
  sources: Readonly<Partial<Record<CharterKey, string>>>,
): Promise<RenderedCharter> {
  const texts = charterKeys.flatMap((key) => (sources[key]?.trim() ? [{ key, source: sources[key] }] : []))
  const people = await handlesIn(look, communityId, findMentions(texts.map(({ source }) => source).join('\n\n')))
  const charter: StoredCharter = {}
  let isCut = false
  for (const { key, source } of texts) {
    const { html, version, cut } = await renderMarkdown(source, { people, anchor: key, genre: 'post' })
    charter[key] = { source, html, version }
    isCut ||= cut
  }
  return { charter, cut: isCut }
}
