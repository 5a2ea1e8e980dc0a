/**
 * One resource as its page shows it, and what its form needs beside.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { writerKinds } from '#server/bodies/room.ts'
import type { CommunityHead } from '#server/communities/room.ts'
import { hiddenColumn, isForReader, isNotHidden } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'
import { abilities } from '#server/toolkit/policy.ts'
import { isVisible } from '#server/toolkit/reads-visible.ts'
import { type ResourceView, resourceView } from '#server/toolkit/resource.ts'
import {
  addressOfFile,
  fileAs,
  itemColumns,
  itemJoins,
  itemOf,
  itemRow,
  withAddress,
  withShelf,
} from '#server/toolkit/views.ts'

const wholeRow = resourceView
  .omit({ thumbnail: true, preview: true, state: true, featured: true, can: true })
  .extend(itemRow.shape)
  .extend({
    captions: itemRow.shape.file,
    writers: z.enum(writerKinds).nullable(),
    creatorId: z.string().nullable(),
  })

const person = (alias: string) =>
  sql`case when ${sql.ref(`${alias}.id`)} is null then null else json_build_object('id', ${sql.ref(`${alias}.id`)},
    'name', ${sql.ref(`${alias}.name`)}, 'title', ${sql.ref(`${alias}.title`)}, 'photo', ${sql.ref(`${alias}.image`)}) end`

const textOf = (fileId: string) =>
  sql`(select json_build_object('state', x.state, 'isCut', x.is_cut) from file_text x where x.file_id = ${sql.ref(fileId)})`

/**
 * One resource of a community, as this actor may see it. One query.
 * @refuses not_found, also for what is not open and the actor does not edit, and for what is hidden from them
 */
export async function findResource(
  look: Look,
  actor: Actor,
  community: CommunityHead,
  id: string,
): Promise<ResourceView> {
  const [row] = await rows(look, wholeRow)`
    ${withShelf(community)} select ${itemColumns}, r.html, r.body_id as "bodyId", (select b.writers from body b where b.id = r.body_id) as writers,
      r.thumbnail_alt as "thumbnailAlt", r.created_by as "creatorId", r.language, ${hiddenColumn('r')} as hidden, r.licence, r.how_to_use_html as "howToUse",
      r.has_discussion as "hasDiscussion", r.is_downloadable as "isDownloadable", r.review_by as "reviewBy", r.changed_at as "changedAt",
      ${fileAs('c')} as captions, ${textOf('r.file_id')} as "fileText", ${textOf('r.captions_file_id')} as "captionsText", ${person('s')} as sponsor, ${person('o')} as owner, ${person('adder')} as "createdBy"
    from ${itemJoins}
    left join file c on c.id = r.captions_file_id
    left join person s on s.id = r.sponsor_id
    left join person o on o.id = r.owner_id and o.removed_at is null
    where r.community_id = ${community.id} and r.id = ${id}::uuid
      and (${isVisible(actor, community)} or ${isForReader('r', actor)}
        and (r.created_by = ${personIdOf(actor)}::uuid or r.hidden_at is not null and r.status = 'published' and ${isNotHidden('r', actor)}))`
  if (!row) refuse(notFound)
  const { captions, writers, creatorId, ...shown } = row
  const { publishFrom, publishUntil, thankedWhy, previewId, isDownloadable } = row
  const item = itemOf(shown, look.now)
  return {
    ...item,
    captions: withAddress(captions && { ...captions, mediaType: 'text/vtt' }),
    preview: addressOfFile(previewId),
    publishFrom,
    publishUntil,
    thankedWhy,
    can: abilities(actor, community, {
      createdBy: creatorId,
      isDownloadable,
      state: item.state,
      writers,
      isHidden: row.hidden !== null,
    }),
  }
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

/** What only its form shows of a resource that was found for a person who may edit it. */
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
export async function readRemoved(look: Look, community: CommunityHead, id: string) {
  const row = await look.db
    .selectFrom('resource_entry')
    .select(['id', 'title', 'created_by as createdBy'])
    .where('community_id', '=', community.id)
    .where('id', '=', id)
    .where('removed_at', 'is not', null)
    .executeTakeFirst()
  return row ?? null
}
