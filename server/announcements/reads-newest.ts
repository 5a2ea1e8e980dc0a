/** What a community's page shows of its announcements. */
import { sql } from 'kysely'
import { type AnnouncementItem, readItems } from '#server/announcements/views.ts'
import type { CommunityHead } from '#server/communities/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Look } from '#server/platform/work.ts'

/** How many that are not pinned. */
const inSight = 3

/** What is pinned, then the newest. One statement. */
export async function readNewest(look: Look, actor: Actor, community: CommunityHead): Promise<AnnouncementItem[]> {
  const found = await readItems(look, actor, community, {
    where: sql`n.state = 'published'`,
    order: sql`coalesce(n.pinned_until > app_now(), false) desc, n.published_at desc, n.id desc`,
    limit: inSight + 2,
  })
  const pinned = found.filter(({ isPinned }) => isPinned)
  return [...pinned, ...found.filter(({ isPinned }) => !isPinned).slice(0, inSight)]
}
