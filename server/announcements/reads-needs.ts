/** The announcements that wait for somebody to confirm them. */
import { z } from 'zod'
import { announcementJoins } from '#server/announcements/store.ts'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

export const announcementNeedView = z.object({
  id: z.string(),
  communitySlug: z.string(),
  communityName: z.string(),
  title: z.string(),
  publishedAt: z.date(),
})
export type AnnouncementNeed = z.infer<typeof announcementNeedView>

/** Those the actor is asked to confirm in all their communities, the oldest first. */
export async function listAnnouncementNeeds(look: Look, actor: Actor): Promise<AnnouncementNeed[]> {
  if (actor.kind !== 'person') return []
  const ids = actor.memberships.filter(({ status }) => status === 'active').map(({ communityId }) => communityId)
  if (ids.length === 0) return []
  return rows(look, announcementNeedView)`
    select n.id, c.slug as "communitySlug", c.name as "communityName", e.title, n.published_at as "publishedAt"
    from ${announcementJoins}
    where n.community_id = any(${ids}::uuid[]) and n.state = 'published' and n.asks_confirmation and e.removed_at is null
      and e.hidden_at is null and ${isForReader('e', actor)} and n.voice_id is distinct from ${actor.personId}::uuid
      and n.published_by is distinct from ${actor.personId}::uuid
      and not exists (select from announcement_confirmation x where x.announcement_id = n.id and x.person_id = ${actor.personId}::uuid)
    order by n.published_at limit 20`
}
