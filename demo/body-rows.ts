/** The demo's texts that several may write: the charter's. */
import { founded, type Past } from '#demo/past.ts'
import { anchorOf, charterKeys } from '#server/bodies/room.ts'
import { rendererVersion, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** The charter, as its leaders wrote it when the community began. */
export async function* charterRows(past: Past): AsyncIterable<TableRow> {
  const { texts, communityId: community_id, newId, idOf, ago } = past
  for (const key of charterKeys) {
    const source = texts.community.charter[key]
    const id = newId()
    const { html } = await renderMarkdown(source, { anchor: anchorOf(id) })
    const of = { community_id, body_id: id }
    yield row('body', { id, community_id, writers: 'leaders', genre: 'post', html, renderer_version: rendererVersion })
    yield row('body_version', { ...of, version: 1, source, author_id: idOf('ada'), saved_at: ago(founded - 24) })
    yield row('charter_text', { ...of, key })
  }
}
