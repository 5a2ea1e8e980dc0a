/** The demo's Toolkit: topics, resources, and the files that come with the program. */
import { createReadStream } from 'node:fs'
import { saveTalk } from '#demo/fill-threads.ts'
import type { Filling } from '#demo/open-demo.ts'
import type { DemoResource } from '#demo/texts/shape.ts'
import { slugOf } from '#server/platform/ids.ts'
import { rendererVersion, renderMarkdown } from '#server/platform/markdown/markdown.ts'
import { drawPreviewsTask } from '#server/toolkit/room.ts'

const mediaTypes: Record<string, string> = {
  webm: 'video/webm',
  pdf: 'application/pdf',
  vtt: 'text/vtt',
  webp: 'image/webp',
}

/** Writes topics, resources and their discussions. */
export async function fillToolkit(filling: Filling): Promise<void> {
  const topics = await fillTopics(filling)
  for (const resource of filling.texts.resources) await saveResource(filling, topics, resource)
  await filling.work.enqueue(drawPreviewsTask, {}, { key: drawPreviewsTask })
}

async function fillTopics({ work, texts, communityId }: Filling): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const [position, { key, name, under }] of texts.topics.entries()) {
    const { id } = await work.tx
      .insertInto('topic')
      .values({
        community_id: communityId,
        name,
        slug: slugOf(name),
        position,
        parent_id: under ? (ids.get(under) as string) : null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.set(key, id)
  }
  return ids
}

async function saveResource(filling: Filling, topics: Map<string, string>, resource: DemoResource): Promise<void> {
  const { work, texts, people, communityId, ago } = filling
  const fileId = resource.file ? await saveFile(filling, resource.file, 'resource') : null
  const captionsId = resource.captions ? await saveFile(filling, resource.captions, 'captions') : null
  const thumbnailId = resource.picture ? await saveFile(filling, resource.picture, 'thumbnail') : null
  const article = resource.body ? await renderMarkdown(resource.body, { genre: 'article' }) : null
  const howToUse = resource.howToUse
    ? await renderMarkdown(resource.howToUse, { genre: 'article', anchor: 'how' })
    : null
  const { id } = await work.tx
    .insertInto('resource')
    .values({
      community_id: communityId,
      kind: resource.kind,
      title: resource.title,
      summary: resource.summary,
      source: resource.body ?? null,
      html: article?.html ?? null,
      renderer_version: article ? rendererVersion : null,
      address: resource.address ?? null,
      file_id: fileId,
      captions_file_id: captionsId,
      thumbnail_file_id: thumbnailId,
      authors: resource.authors ?? '',
      sponsor_id: resource.sponsor ? people.get(resource.sponsor) : null,
      language: texts.locale,
      how_to_use: resource.howToUse ?? '',
      how_to_use_html: howToUse?.html ?? '',
      prompt: resource.prompt ?? '',
      featured_position: resource.featured ?? null,
      owner_id: people.get('ada') as string,
      created_by: people.get('ada') as string,
      created_at: ago(resource.daysAgo * 24),
      changed_at: ago(resource.daysAgo * 24),
      published_at: ago(resource.daysAgo * 24),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await work.tx
    .insertInto('resource_topic')
    .values(
      resource.topics.map((key) => ({
        community_id: communityId,
        resource_id: id,
        topic_id: topics.get(key) as string,
      })),
    )
    .execute()
  await saveTalk(filling, {
    title: resource.title,
    kind: 'talk',
    prompt: resource.prompt ?? '',
    about: { kind: 'resource', id },
    openedBy: 'ada',
    openedHoursAgo: resource.daysAgo * 24,
    posts: resource.posts ?? [],
  })
}

async function saveFile(
  { work, texts, people, communityId }: Filling,
  name: string,
  use: 'resource' | 'captions' | 'thumbnail',
): Promise<string> {
  const source = new URL(`files/${texts.locale}/${name}`, import.meta.url)
  const received = await work.platform.files.receive(createReadStream(source), name, work.platform.config.uploadMax)
  if (received === 'empty' || received === 'too_large') throw new Error(`The demo’s file ${name} is ${received}.`)
  await work.tx
    .insertInto('file')
    .values({
      id: received.id,
      community_id: communityId,
      name,
      media_type: mediaTypes[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      bytes: received.bytes,
      use,
      uploaded_by: people.get('ada') as string,
    })
    .execute()
  return received.id
}
