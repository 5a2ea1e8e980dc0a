/** What open pages read of announcements: for all who may see one, instead of a person. */
import { z } from 'zod'
import { announcementShape } from '#server/announcements/announcement.ts'
import { announcementJoins } from '#server/announcements/store.ts'
import { confirmedColumn } from '#server/announcements/views.ts'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { isUuid } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Those of these that are out and that the actor may read; all who may see the same. */
export async function readViewerClasses(look: Look, actor: Actor, ids: readonly string[]) {
  const found = await rows(look, () => z.object({ id: z.string(), communityId: z.string() }))`
    select n.id, n.community_id as "communityId" from ${announcementJoins}
    where n.id = any(${ids.filter(isUuid)}::uuid[]) and n.published_at is not null and e.removed_at is null and e.hidden_at is null
      and ${isForReader('e', actor)}`
  return new Map(found.flatMap(({ id, communityId }) => (may(actor, 'read', communityId) ? [[id, 'readers']] : [])))
}

const liveRow = z.object({
  id: z.string(),
  state: announcementShape.shape.state,
  html: z.string(),
  version: z.number(),
  confirmed: z.object({ count: z.number(), of: z.number() }).nullable(),
})

/** One as all its readers see it; null where it is gone. */
export async function readLive(look: Look, id: string) {
  if (!isUuid(id)) return null
  const [row] = await rows(look, liveRow)`
    select n.id, n.state, b.html, b.version, ${confirmedColumn} as confirmed from ${announcementJoins}
    where n.id = ${id} and n.published_at is not null and e.removed_at is null and e.hidden_at is null`
  return row ?? null
}

const newOne = z.object({
  id: z.string(),
  slug: z.string(),
  title: z.string(),
  language: z.string(),
  publishedAt: z.date(),
})
export type NewAnnouncement = z.infer<typeof newOne>

/** Those for everybody in a community that came out after a moment (milliseconds since 1970), the newest first; three at most. */
export async function readPublishedSince(look: Look, communityId: string, since: number): Promise<NewAnnouncement[]> {
  return rows(look, newOne)`
    select n.id, c.slug, e.title, e.language, n.published_at as "publishedAt" from ${announcementJoins}
    where n.community_id = ${communityId} and n.state = 'published' and e.audience_id is null and e.removed_at is null
      and e.hidden_at is null and date_trunc('milliseconds', n.published_at) > to_timestamp(${since}::float8 / 1000)
    order by n.published_at desc limit 3`
}
