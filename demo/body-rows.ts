/** The demo's shared texts: the charter and the working pages. */
import { founded, type Past } from '#demo/past.ts'
import type { DemoPage } from '#demo/texts/shape.ts'
import { threadRows } from '#demo/thread-rows.ts'
import { anchorOf, type BodyGenre, charterKeys, raiseHeadings, type Writers } from '#server/bodies/room.ts'
import { entryRow } from '#server/entries/room.ts'
import { rendererVersion, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

/** The charter, as its leaders wrote it when the community began. */
export async function* charterRows(past: Past): AsyncIterable<TableRow> {
  const { texts, communityId: community_id, newId } = past
  for (const key of charterKeys) {
    const source = texts.community.charter[key]
    const id = newId()
    const versions = [{ by: 'ada', hoursAgo: founded - 24, source }]
    yield* bodyRows(past, { id, genre: 'post', writers: 'leaders', versions })
    yield row('charter_text', { community_id, key, body_id: id })
  }
}

/** The working pages, with their discussions. */
export async function* pageRows(past: Past): AsyncIterable<TableRow> {
  const { texts, communityId: community_id, newId, idOf, ago } = past
  for (const { title, versions, posts } of texts.pages) {
    const [first, last] = [versions[0], versions.at(-1)]
    if (!first || !last) continue
    const id = newId()
    const of = { id, community_id, kind: 'page', title, author_id: idOf(first.by), language: texts.locale }
    yield entryRow(of, ago(last.hoursAgo))
    yield* bodyRows(past, { id: newId(), entryId: id, genre: 'article', writers: 'members', versions })
    for (const [i, { by, hoursAgo }] of versions.entries())
      yield row('activity', {
        community_id,
        actor_id: idOf(by),
        verb: i === 0 ? 'page.started' : 'page.saved',
        object_kind: 'page',
        object_id: id,
        entry_id: id,
        facts: i === 0 ? {} : { version: i + 1 },
        at: ago(hoursAgo),
      })
    yield* threadRows(past, { title, entryId: id, openedBy: first.by, openedHoursAgo: first.hoursAgo, posts })
  }
}

interface Body {
  readonly id: string
  readonly entryId?: string
  readonly genre: BodyGenre
  readonly writers: Writers
  readonly versions: DemoPage['versions']
}

/** A text with its versions, and as it shows now. */
export async function* bodyRows(past: Past, { id, entryId, genre, writers, versions }: Body): AsyncIterable<TableRow> {
  const { communityId: community_id, idOf, ago } = past
  const source = versions.at(-1)?.source ?? ''
  const set = genre === 'article' ? raiseHeadings(source) : source
  const { html, text } = await renderMarkdown(set, { anchor: anchorOf(id), genre })
  yield row('body', {
    id,
    community_id,
    entry_id: entryId ?? null,
    owner_id: entryId && versions[0] ? idOf(versions[0].by) : null,
    genre,
    writers,
    version: versions.length,
    html,
    text,
    renderer_version: rendererVersion,
  })
  for (const [i, { by, hoursAgo, source: said }] of versions.entries())
    yield row('body_version', {
      community_id,
      body_id: id,
      version: i + 1,
      source: said,
      author_id: idOf(by),
      saved_at: ago(hoursAgo),
    })
}
