/**
 * Resources for use cases: one locked for change, and the writes. Only ever called with a community the actor was found to edit.
 */
import { sql, type UpdateObject } from 'kysely'
import { z } from 'zod'
import type { DB } from '#database/types.ts'
import type { CommunityHead } from '#server/communities/room.ts'
import { changeEntry, deleteEntry, newEntry } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { idAt } from '#server/platform/ids.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'
import { seesAll } from '#server/toolkit/policy.ts'
import { isVisible } from '#server/toolkit/reads-visible.ts'
import { resourceKind, resourceKinds } from '#server/toolkit/resource.ts'

type CommunityRef = Pick<CommunityHead, 'id' | 'status'>

/** What a resource says, as it is stored. */
const resourceContent = z.object({
  kind: z.enum(resourceKinds),
  title: z.string(),
  summary: z.string(),
  /** The Markdown of an article, which is saved in a body; null for everything else. */
  source: z.string().nullable(),
  rendererVersion: z.number().nullable(),
  address: z.string().nullable(),
  fileId: z.string().nullable(),
  captionsFileId: z.string().nullable(),
  thumbnailFileId: z.string().nullable(),
  thumbnailAlt: z.string(),
  authors: z.string(),
  sponsorId: z.string().nullable(),
  language: z.string(),
  licence: z.string(),
  howToUse: z.string(),
  howToUseHtml: z.string(),
  hasDiscussion: z.boolean(),
  prompt: z.string(),
  isDownloadable: z.boolean(),
  publishFrom: z.date().nullable(),
  publishUntil: z.date().nullable(),
  ownerId: z.string().nullable(),
  reviewBy: z.string().nullable(),
  status: z.enum(['draft', 'published']),
})
export type ResourceContent = z.infer<typeof resourceContent>

/** A resource as a use case holds it. */
const resourceRow = resourceContent.extend({
  id: z.string(),
  /** The body of an article. */
  bodyId: z.string().nullable(),
  createdBy: z.string().nullable(),
  publishedAt: z.date().nullable(),
  suggestedAt: z.date().nullable(),
  removedAt: z.date().nullable(),
  featuredPosition: z.number().nullable(),
  featuredUntil: z.date().nullable(),
})
export type ResourceRow = z.infer<typeof resourceRow>

const rowColumns = sql`r.id, r.body_id as "bodyId", r.created_by as "createdBy", r.published_at as "publishedAt",
  r.suggested_at as "suggestedAt", r.removed_at as "removedAt", r.featured_position as "featuredPosition",
  r.featured_until as "featuredUntil", r.kind, r.title, r.summary, r.source, r.renderer_version as "rendererVersion", r.address,
  r.file_id as "fileId", r.captions_file_id as "captionsFileId", r.thumbnail_file_id as "thumbnailFileId",
  r.thumbnail_alt as "thumbnailAlt", r.authors, r.sponsor_id as "sponsorId", r.language, r.licence, r.how_to_use as "howToUse",
  r.how_to_use_html as "howToUseHtml", r.has_discussion as "hasDiscussion", r.prompt, r.is_downloadable as "isDownloadable",
  r.publish_from as "publishFrom", r.publish_until as "publishUntil", r.owner_id as "ownerId", r.review_by as "reviewBy", r.status`

/** Writes a new resource; null where its address is in the Toolkit already. */
export async function saveResource(
  work: Work,
  { communityId, createdBy, content }: { communityId: string; createdBy: string | null; content: ResourceContent },
): Promise<{ id: string } | null> {
  const id = idAt(work.now)
  const entry = {
    ...entryOf(content),
    id,
    kind: resourceKind,
    communityId,
    authorId: createdBy,
    draftPermission: 'edit_toolkit',
  } as const
  const saved = await work.tx
    .with('e', newEntry(entry))
    .insertInto('resource')
    .values({ id, community_id: communityId, ...columnsOf(content) })
    // Two people may add the same address at once; the index decides, and the second one reads so.
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!saved) await deleteEntry(work, id)
  return saved ?? null
}

/** Makes a working page an article of the Toolkit: the same entry, of another kind from now on. */
export async function savePageAsArticle(
  work: Work,
  { communityId, id, summary }: { communityId: string; id: string; summary: string },
): Promise<void> {
  await changeEntry(work, id, { kind: resourceKind, draftPermission: 'edit_toolkit', listed: 'now' })
  await sql`
    insert into resource (id, community_id, kind, summary, published_at)
    values (${id}, ${communityId}, 'article', ${summary}, app_now())`.execute(work.tx)
}

function entryOf({ title, language, status, publishFrom, publishUntil }: ResourceContent) {
  const shownFrom = status === 'draft' ? null : (publishFrom ?? ('now' as const))
  return { title, language, shownFrom, shownUntil: publishUntil }
}

/**
 * Locks one resource of a community until the transaction ends, where this actor may see it.
 * @refuses not_found
 */
export async function lockResource(work: Work, actor: Actor, community: CommunityRef, id: string) {
  const [row] = await rows(work, resourceRow)`
    select ${rowColumns} from resource_shown r
    where r.community_id = ${community.id} and r.id = ${id} and ${isVisible(actor, community)} for update`
  return row ?? refuse(notFound)
}

/**
 * Locks a removed resource, for people who see more than members do.
 * @refuses not_found
 */
export async function lockRemoved(work: Work, actor: Actor, community: CommunityRef, id: string): Promise<ResourceRow> {
  if (!seesAll(actor, community)) refuse(notFound)
  const [row] = await rows(work, resourceRow)`
    select ${rowColumns} from resource_entry r
    where r.community_id = ${community.id} and r.id = ${id} and r.removed_at is not null for update`
  return row ?? refuse(notFound)
}

/** Writes columns of what a resource has beside its entry. */
export async function saveColumns(work: Work, id: string, set: UpdateObject<DB, 'resource'>): Promise<void> {
  await work.tx.updateTable('resource').set(set).where('id', '=', id).execute()
}

/** Writes what a locked resource says from now on. */
export async function saveContent(work: Work, id: string, content: ResourceContent): Promise<void> {
  await saveColumns(work, id, { ...columnsOf(content), changed_at: sql<Date>`app_now()` })
  const { shownFrom, ...said } = entryOf(content)
  await changeEntry(work, id, { ...said, shownFrom: shownFrom === 'now' ? 'published' : shownFrom })
}

/** Is there another resource with this address? Gives its id and title, and whether members see it; nobody else adds it until the transaction ends. */
export async function lockAddress(
  work: Work,
  { communityId, address, notId }: { communityId: string; address: string; notId: string | null },
): Promise<{ id: string; title: string; isShown: boolean } | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`address/${communityId}/${address}`}, 7))`.execute(work.tx)
  const row = await work.tx
    .selectFrom('resource')
    .innerJoin('entry', 'entry.id', 'resource.id')
    .select(['entry.id', 'title', sql<boolean>`exists (select from entry_open o where o.id = entry.id)`.as('isShown')])
    .where('resource.community_id', '=', communityId)
    .where('held_address', '=', address)
    .$if(notId !== null, (query) => query.where('entry.id', '!=', notId as string))
    .executeTakeFirst()
  return row ?? null
}

/** Frees the address and the featured place of a removed resource, or holds the address again of one that came back. */
export async function saveUnlisted(work: Work, id: string, is: 'removed' | 'back'): Promise<void> {
  const unlisted = { held_address: null, featured_position: null, featured_until: null }
  await saveColumns(work, id, is === 'removed' ? unlisted : { held_address: sql<string | null>`address` })
}

/** Where a resource belongs, and its own address, also of a removed one. */
export async function readPlace(work: Work, id: string): Promise<{ communityId: string; address: string | null }> {
  const place = await work.tx
    .selectFrom('resource')
    .select(['community_id as communityId', 'address'])
    .where('id', '=', id)
    .executeTakeFirst()
  return place ?? refuse(notFound)
}

/** Saves that members can see it from now on. It enters the list at this moment. */
export async function savePublished(work: Work, id: string): Promise<void> {
  await saveColumns(work, id, { published_at: sql<Date>`app_now()` })
  await changeEntry(work, id, { listed: 'now' })
}

/** Where a resource is, for a job that holds only its id; null where it is removed. */
export async function communityOfResource(work: Work, id: string): Promise<string | null> {
  const row = await work.tx.selectFrom('resource_shown').select('community_id').where('id', '=', id).executeTakeFirst()
  return row?.community_id ?? null
}

function columnsOf(content: ResourceContent) {
  return {
    kind: content.kind,
    summary: content.summary,
    renderer_version: content.rendererVersion,
    address: content.address,
    held_address: content.address,
    file_id: content.fileId,
    captions_file_id: content.captionsFileId,
    thumbnail_file_id: content.thumbnailFileId,
    thumbnail_alt: content.thumbnailAlt,
    authors: content.authors,
    sponsor_id: content.sponsorId,
    licence: content.licence,
    how_to_use: content.howToUse,
    how_to_use_html: content.howToUseHtml,
    has_discussion: content.hasDiscussion,
    prompt: content.prompt,
    is_downloadable: content.isDownloadable,
    planned_from: content.publishFrom,
    owner_id: content.ownerId,
    review_by: content.reviewBy,
  }
}
