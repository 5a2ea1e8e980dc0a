/** Announcements for their community's plan. */
import { sql } from 'kysely'
import { announcementAddress, announcementShape } from '#server/announcements/announcement.ts'
import { mayPublish } from '#server/announcements/policy.ts'
import { announcementColumns, announcementJoins, visibleTo } from '#server/announcements/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { PlanAsked, PlanItem } from '#server/platform/plan-item.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** More than these are not drawn. */
const most = 300

/** Those that are published between two moments, and drafts; or the one with this id. */
export async function listPlannedAnnouncements(
  look: Look,
  actor: Actor,
  community: { readonly id: string },
  asked: PlanAsked,
): Promise<PlanItem[]> {
  const at = sql`coalesce(n.published_at, n.publish_at)`
  const which =
    'id' in asked
      ? sql`n.id = ${asked.id}`
      : sql`(n.state = 'draft' or (${at} >= ${asked.from} and ${at} < ${asked.to}))`
  const found = await rows(look, announcementShape)`
    select ${announcementColumns} from ${announcementJoins}
    where n.community_id = ${community.id} and n.state <> 'withdrawn' and ${which} and ${visibleTo(actor, community.id)}
    order by ${at} nulls last, n.id limit ${most}`
  return found.map((one) => ({
    id: one.id,
    title: one.title,
    address: announcementAddress(one.slug, one),
    state: one.state,
    at: one.publishedAt ?? one.publishAt,
    until: null,
    isOpen: false,
    canMove: mayPublish(actor, one).ok,
  }))
}
