/** The demo's Toolkit: topics, resources, and the files that come with the program. */
import { bodyRows } from '#demo/body-rows.ts'
import type { Past } from '#demo/past.ts'
import type { DemoResource } from '#demo/texts/shape.ts'
import { threadRows } from '#demo/thread-rows.ts'
import { entryRow } from '#server/entries/room.ts'
import { slugOf } from '#server/platform/ids.ts'
import { rendererVersion, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import { row, type TableRow } from '#server/platform/save-rows.ts'

const mediaTypes: Record<string, string> = {
  webm: 'video/webm',
  pdf: 'application/pdf',
  vtt: 'text/vtt',
  webp: 'image/webp',
}

/** Topics, and the resources with their discussions. */
export async function* toolkitRows(past: Past): AsyncIterable<TableRow> {
  const { texts, communityId: community_id, newId } = past
  const topicIds = new Map(texts.topics.map(({ key }) => [key, newId()]))
  for (const [position, { key, name, under = '' }] of texts.topics.entries()) {
    const parent_id = topicIds.get(under) ?? null
    yield row('topic', {
      id: topicIds.get(key),
      community_id,
      list: 'toolkit',
      name,
      slug: slugOf(name),
      position,
      parent_id,
    })
  }
  for (const resource of texts.resources) {
    const id = newId()
    yield* oneResource(past, id, resource)
    for (const key of resource.topics)
      yield row('entry_topic', { community_id, entry_id: id, topic_id: topicIds.get(key) as string })
  }
}

/** A resource with what it says and its discussion, under no topic yet. */
export async function* oneResource(past: Past, id: string, resource: DemoResource): AsyncIterable<TableRow> {
  yield* resourceRows(past, id, resource)
  yield* articleRows(past, id, resource)
  yield* threadRows(past, {
    title: resource.title,
    prompt: resource.prompt ?? '',
    entryId: id,
    openedBy: 'ada',
    openedHoursAgo: resource.daysAgo * 24,
    posts: resource.posts ?? [],
  })
}

async function* resourceRows(past: Past, id: string, resource: DemoResource): AsyncIterable<TableRow> {
  const { texts, communityId: community_id, idOf, ago } = past
  const { kind, title, summary, file, captions, picture, howToUse, sponsor } = resource
  const at = ago(resource.daysAgo * 24)
  if (file) yield fileRow(past, file, 'resource')
  if (captions) yield fileRow(past, captions, 'captions')
  if (picture) yield fileRow(past, picture, 'thumbnail')
  const fileId = (name = '') => past.files.get(name)?.id ?? null
  const use = howToUse ? await renderMarkdown(howToUse, { genre: 'article', anchor: 'how' }) : null
  const entry = { id, community_id, kind: 'resource', title, author_id: idOf('ada'), language: texts.locale }
  yield entryRow({ ...entry, draft_permission: 'edit_toolkit' }, at)
  yield row('resource', {
    id,
    community_id,
    kind,
    summary,
    renderer_version: use ? rendererVersion : null,
    address: resource.address ?? null,
    held_address: resource.address ?? null,
    file_id: fileId(file),
    captions_file_id: fileId(captions),
    thumbnail_file_id: fileId(picture),
    authors: resource.authors ?? '',
    sponsor_id: sponsor ? idOf(sponsor) : null,
    how_to_use: howToUse ?? '',
    how_to_use_html: use?.html ?? '',
    prompt: resource.prompt ?? '',
    featured_position: resource.featured ?? null,
    owner_id: idOf('ada'),
    changed_at: at,
    published_at: at,
  })
}

/** What an article says. */
async function* articleRows(past: Past, entryId: string, { body, daysAgo }: DemoResource): AsyncIterable<TableRow> {
  if (!body) return
  const versions = [{ by: 'ada', hoursAgo: daysAgo * 24, source: body }]
  yield* bodyRows(past, { id: past.newId(), entryId, genre: 'article', writers: 'editors', versions })
}

/** A file that came with the program. */
export function fileRow(
  { communityId, files, idOf }: Past,
  name: string,
  use: 'resource' | 'captions' | 'thumbnail' | 'course',
): TableRow {
  const received = files.get(name)
  if (!received) throw new Error(`The demo’s file ${name} was not received.`)
  return row('file', {
    id: received.id,
    community_id: communityId,
    name,
    media_type: mediaTypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    bytes: received.bytes,
    use,
    uploaded_by: idOf('ada'),
  })
}
