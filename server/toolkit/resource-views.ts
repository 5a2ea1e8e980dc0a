/**
 * One resource as its page shows it, and what its form needs beside.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { writerKinds } from '#server/bodies/room.ts'
import type { CommunityHead } from '#server/communities/room.ts'
import { isForReader } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'
import { abilities } from '#server/toolkit/policy.ts'
import { type FileView, fileAddress, type ResourceView } from '#server/toolkit/resource.ts'
import { isVisible, itemColumns, itemJoins, itemOf, itemRow, withShelf } from '#server/toolkit/views.ts'

const personShape = z.object({ id: z.string(), name: z.string(), title: z.string(), photo: z.string().nullable() })

const wholeRow = itemRow.extend({
  html: z.string().nullable(),
  body_id: z.string().nullable(),
  writers: z.enum(writerKinds).nullable(),
  thumbnail_alt: z.string(),
  captions_id: z.string().nullable(),
  captions_name: z.string().nullable(),
  captions_bytes: z.number().nullable(),
  sponsor: personShape.nullable(),
  owner: personShape.nullable(),
  creator: personShape.nullable(),
  created_by: z.string().nullable(),
  language: z.string(),
  licence: z.string(),
  how_to_use_html: z.string(),
  has_discussion: z.boolean(),
  is_downloadable: z.boolean(),
  review_by: z.string().nullable(),
  changed_at: z.date(),
})

const person = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.id`)} is null then null else json_build_object('id', ${sql.ref(`${alias}.id`)},
    'name', ${sql.ref(`${alias}.name`)}, 'title', ${sql.ref(`${alias}.title`)}, 'photo', ${sql.ref(`${alias}.image`)}) end`

/**
 * One resource of a community, as this actor may see it. One query.
 * @refuses not_found, also for what is not open and the actor does not edit
 */
export async function findResource(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  id: string,
): Promise<ResourceView> {
  const [row] = await rows(look, wholeRow)`
    ${withShelf(community)} select ${itemColumns}, r.html, r.body_id, (select b.writers from body b where b.id = r.body_id) as writers, r.thumbnail_alt, r.created_by, r.language, r.licence, r.how_to_use_html, r.has_discussion,
      r.is_downloadable, r.review_by, r.changed_at,
      c.id as captions_id, c.name as captions_name, c.bytes as captions_bytes,
      ${person('s')} as sponsor, ${person('o')} as owner, ${person('adder')} as creator
    from ${itemJoins}
    left join file c on c.id = r.captions_file_id
    left join person s on s.id = r.sponsor_id and s.removed_at is null
    left join person o on o.id = r.owner_id and o.removed_at is null
    where r.community_id = ${community.id} and r.id = ${id}::uuid
      and (${isVisible(actor, community)} or r.created_by = ${personIdOf(actor)}::uuid and ${isForReader('r', actor)})`
  if (!row) refuse(notFound)
  const item = itemOf(row, look.now)
  const { created_by: createdBy, is_downloadable: isDownloadable } = row
  return {
    ...item,
    html: row.html,
    bodyId: row.body_id,
    captions: captionsOf(row),
    preview: row.preview_id && fileAddress(row.preview_id),
    thumbnailAlt: row.thumbnail_alt,
    sponsor: row.sponsor,
    owner: row.owner,
    createdBy: row.creator,
    language: row.language,
    licence: row.licence,
    howToUse: row.how_to_use_html,
    hasDiscussion: row.has_discussion,
    isDownloadable,
    publishFrom: row.publish_from,
    publishUntil: row.publish_until,
    reviewBy: row.review_by,
    changedAt: row.changed_at,
    thankedWhy: row.thanked_why,
    can: abilities(actor, community, { createdBy, isDownloadable, state: item.state, writers: row.writers }),
  }
}

function captionsOf(row: z.infer<typeof wholeRow>): FileView | null {
  if (row.captions_id === null) return null
  const { captions_id: id, captions_name: name, captions_bytes: bytes } = row
  return { id, name: name as string, bytes: bytes as number, mediaType: 'text/vtt', address: fileAddress(id) }
}

/** What stands in a resource's form beside its view: sources, and moments as the reader's clock says them. */
const resourceDraft = z.object({
  source: z.string(),
  howToUse: z.string(),
  prompt: z.string(),
  publishFrom: z.string(),
  publishUntil: z.string(),
})
export type ResourceDraft = z.infer<typeof resourceDraft>

/** What only its form shows of a resource that was found for whoever may edit it. */
export async function readDraft(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  id: string,
): Promise<ResourceDraft> {
  const local = (column: string) =>
    sql`coalesce(to_char(${sql.ref(column)} at time zone ${actor.zone}, 'YYYY-MM-DD"T"HH24:MI'), '')`
  const [row] = await rows(look, resourceDraft)`
    select coalesce(r.source, '') as source, r.how_to_use as "howToUse", r.prompt,
      ${local('r.publish_from')} as "publishFrom", ${local('r.publish_until')} as "publishUntil"
    from resource_shown r where r.community_id = ${community.id} and r.id = ${id}::uuid`
  return row ?? refuse(notFound)
}

/** A removed resource that may still come back, by its title; null where there is none. */
export async function readRemoved(
  look: Look,
  community: CommunityHead,
  id: string,
): Promise<{ id: string; title: string; createdBy: string | null } | null> {
  const row = await look.db
    .selectFrom('resource_entry')
    .select(['id', 'title', 'created_by as createdBy'])
    .where('community_id', '=', community.id)
    .where('id', '=', id)
    .where('removed_at', 'is not', null)
    .executeTakeFirst()
  return row ?? null
}
