/** The Toolkit goes along where a community is copied: its topics, and its resources with their files and texts. */
import { sql } from 'kysely'
import { z } from 'zod'
import { copyBodies } from '#server/bodies/room.ts'
import { openDiscussion } from '#server/discussions/room.ts'
import type { CopiedPart, Copying } from '#server/platform/declared.ts'
import { copyFiles } from '#server/platform/file-rows.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'
import { copyFilings, copyTopics } from '#server/topics/room.ts'

/** What is copied of the Toolkit of a community: no suggestions that wait, and nothing that is for some people only. */
const copiedResources = sql`r.removed_at is null and r.audience_id is null and (r.suggested_at is null or r.is_open)`

const copiedResource = z.object({
  old: z.string(),
  id: z.string(),
  bodyId: z.string().nullable(),
  fileId: z.string().nullable(),
  captionsFileId: z.string().nullable(),
  thumbnailFileId: z.string().nullable(),
  prompt: z.string(),
  isDiscussed: z.boolean(),
})

/** What of the Toolkit goes along where a community is copied. */
export const toolkitPart: CopiedPart = {
  key: 'toolkit',
  place: 30,
  figures: {
    topics: sql`(select count(*) from topic_shown t where t.community_id = c.id and t.list = 'toolkit')`,
    resources: sql`(select count(*) from resource_shown r where r.community_id = c.id and ${copiedResources})`,
  },
  says: (t, { topics = 0, resources = 0 }) =>
    t(
      'The Toolkit: {topics, plural, one {# topic} other {# topics}}, {n, plural, one {# resource} other {# resources}} with their files',
      {
        topics,
        n: resources,
      },
    ),
  copy: copyToolkit,
}

/** Copies topics and resources. What was not open yet is a draft in the copy. */
async function copyToolkit(work: Work, copying: Copying): Promise<void> {
  const topics = await copyTopics(work, copying, 'toolkit')
  const found = await rows(work, copiedResource)`
    select r.id as old, uuidv7() as id, r.body_id as "bodyId", r.file_id as "fileId", r.captions_file_id as "captionsFileId",
      r.thumbnail_file_id as "thumbnailFileId", r.prompt, r.is_open and r.has_discussion as "isDiscussed"
    from resource_shown r where r.community_id = ${copying.fromId} and ${copiedResources}`
  const named = found
    .flatMap((one) => [one.fileId, one.captionsFileId, one.thumbnailFileId])
    .filter((id) => id !== null)
  const files = await copyFiles(work, named, copying)
  const copyOf = (id: string | null) => (id && files.get(id)) || null
  const copies = found
    .map((one) => ({
      ...one,
      fileCopy: copyOf(one.fileId),
      captionsCopy: copyOf(one.captionsFileId),
      thumbnailCopy: copyOf(one.thumbnailFileId),
    }))
    // A resource without its file would be nothing.
    .filter(({ fileId, fileCopy }) => fileId === null || fileCopy !== null)
  await saveCopies(work, copying, copies)
  await copyFilings(work, copying, copies, topics)
  const entries = new Map(copies.map(({ old, id }) => [old, id]))
  await copyBodies(work, copying, { bodyIds: copies.map(({ bodyId }) => bodyId).filter((id) => id !== null), entries })
  for (const { id: entryId, prompt, isDiscussed } of copies)
    if (isDiscussed) await openDiscussion(work, { communityId: copying.toId, entryId, prompt, openedBy: null })
}

async function saveCopies(work: Work, { toId, by }: Copying, copies: readonly object[]): Promise<void> {
  await sql`
    with pair as materialized (
      select * from json_to_recordset(${JSON.stringify(copies)}::json)
        as pair (old uuid, id uuid, "fileCopy" uuid, "captionsCopy" uuid, "thumbnailCopy" uuid)
    ), entries as (
      insert into entry (id, community_id, kind, title, language, author_id, listed_at, shown_from, shown_until, draft_permission)
      select pair.id, ${toId}::uuid, e.kind, e.title, e.language, ${by}::uuid, e.listed_at,
        case when r.is_open then app_now() end, e.shown_until, e.draft_permission
      from pair join entry e on e.id = pair.old join resource_shown r on r.id = pair.old
    )
    insert into resource (id, community_id, kind, summary, renderer_version, address, held_address, file_id, captions_file_id,
      thumbnail_file_id, thumbnail_alt, authors, licence, how_to_use, how_to_use_html, has_discussion, prompt, is_downloadable,
      review_by, featured_position, featured_until, published_at)
    select pair.id, ${toId}::uuid, r.kind, r.summary, r.renderer_version, r.address, o.held_address, pair."fileCopy", pair."captionsCopy",
      pair."thumbnailCopy", r.thumbnail_alt, r.authors, r.licence, r.how_to_use, r.how_to_use_html, r.has_discussion, r.prompt,
      r.is_downloadable, r.review_by, case when r.is_open then r.featured_position end, r.featured_until,
      case when r.is_open then app_now() end
    from pair join resource_shown r on r.id = pair.old join resource o on o.id = r.id`.execute(work.tx)
}
