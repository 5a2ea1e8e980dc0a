/** Seeded texts that several may write, as rows: a body and its versions. */
import type { Writers } from '#server/bodies/room.ts'
import type { Body } from '#server/command-line/seed/bodies.ts'
import { idAt } from '#server/platform/ids.ts'
import { rendererVersion } from '#server/platform/markdown/markdown.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** Somebody saved it. */
export interface Saving {
  readonly by: string
  readonly at: Date
}

/** A text as it is now, and what it said before: each saving added some of its paragraphs. */
export function* bodyRows(
  of: { readonly community_id: string },
  { entryId, writers, savings, says }: { entryId: string; writers: Writers; savings: readonly Saving[]; says: Body },
): Iterable<TableRow> {
  const [first] = savings
  if (!first) return
  const id = idAt(first.at)
  const shown = { html: says.html, text: says.text, renderer_version: rendererVersion, version: savings.length }
  yield row('body', { ...of, ...shown, id, entry_id: entryId, owner_id: first.by, writers, genre: 'article' })
  const paragraphs = says.source.split('\n\n')
  for (const [i, { by, at }] of savings.entries()) {
    const share = Math.ceil((paragraphs.length * (i + 1)) / savings.length)
    const source = paragraphs.slice(0, share).join('\n\n')
    yield row('body_version', { ...of, body_id: id, version: i + 1, source, author_id: by, saved_at: at })
  }
}
