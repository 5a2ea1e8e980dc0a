/**
 * A file, for its readers.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { isForReader, isNotHidden } from '#server/entries/room.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** A file as it is sent. */
const fileToSend = z.object({
  id: z.string(),
  name: z.string(),
  media_type: z.string(),
  bytes: z.number(),
  /** May this reader keep it, or only see it in its place? */
  may_keep: z.boolean(),
})

/**
 * A file for the people who may read it now: in a community, its members (what belongs to a resource, where that is open to
 * them; a course's picture, where they see the course; a picture in a text, where they may read that, or brought it); a profile's photo, the person and people who share a
 * community with them, and leaders where they find everybody. One query.
 * @refuses not_found
 */
export async function findFile(look: Look, actor: Actor, id: string): Promise<z.infer<typeof fileToSend>> {
  const me = personIdOf(actor)
  const [row] = await rows(look, fileToSend)`
    select f.id, f.name, f.media_type, f.bytes,
      f.use not in ('resource') or ${canEdit(actor)} or exists (select from resource_shown r where r.file_id = f.id and r.is_downloadable) as may_keep
    from file f
    where f.id = ${id}::uuid and f.removed_at is null and case
      when f.community_id is null then f.uploaded_by = ${me}::uuid or ${isStaff(actor)}
        or (${memberships(actor, 'manage_members').length > 0}::boolean and (select site.leaders_find from site)) or exists (
        select from membership_shown a join membership_shown b on b.community_id = a.community_id
        where a.person_id = f.uploaded_by and b.person_id = ${me}::uuid)
      when not exists (select from community_shown c where c.id = f.community_id) then false
      when not (f.community_id = any(${memberships(actor, 'read')}::uuid[]) or ${canEdit(actor)}) then false
      when f.use = 'preview' then exists (
        select from resource_shown r where ${seesResource(actor)} and ${isForReader('r', actor)} and r.community_id = f.community_id
          and r.file_id = f.preview_of)
      when f.use in ('resource', 'captions', 'thumbnail') then exists (
        select from resource_shown r where ${seesResource(actor)} and ${isForReader('r', actor)} and r.community_id = f.community_id
          and (r.file_id = f.id or r.captions_file_id = f.id or r.thumbnail_file_id = f.id))
      when f.use = 'course' then exists (
        select from course k where k.picture_file_id = f.id
          and (k.archived_at is null or ${isStaff(actor)} or f.community_id = any(${memberships(actor, 'manage_members')}::uuid[])))
      when f.use = 'post' then f.uploaded_by = ${me}::uuid or exists (select from picture_reader r where r.file_id = f.id and r.person_id = ${me}::uuid)
      else true end`
  return row ?? refuse(notFound)
}

function isStaff(actor: Actor) {
  return sql`${actor.kind === 'person' && actor.siteRole !== null}::boolean`
}

/** The resource `r` is open, or its file is seen all the same: by whoever added it, by editors, and where it is hidden by those who moderate. */
function seesResource(actor: Actor) {
  return sql`(r.is_open or r.created_by = ${personIdOf(actor)}::uuid or case when r.hidden_at is null then ${canEdit(actor)} else ${isNotHidden('r', actor)} end)`
}

function canEdit(actor: Actor) {
  return sql`(${isStaff(actor)} or f.community_id = any(${memberships(actor, 'edit_toolkit')}::uuid[]))`
}

function memberships(actor: Actor, permission: 'read' | 'edit_toolkit' | 'manage_members'): string[] {
  if (actor.kind !== 'person') return []
  return actor.memberships
    .filter(({ communityId }) => may(actor, permission, communityId))
    .map(({ communityId }) => communityId)
}
