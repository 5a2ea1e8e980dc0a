/** Pings for their community's plan: what was sent, what is scheduled, and the actor's own drafts. */
import { sql } from 'kysely'
import { isOpen, pingAddress, pingShape } from '#server/pings/ping.ts'
import { maySend } from '#server/pings/policy.ts'
import { pingColumns, pingJoins, visibleTo } from '#server/pings/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { PlanAsked, PlanItem } from '#server/platform/plan-item.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** More than these are not drawn. */
const most = 300

/** Those that go out between two moments, those that are open, and drafts; or the one with this id. */
export async function listPlannedPings(
  look: Look,
  actor: Actor,
  community: { readonly id: string },
  asked: PlanAsked,
): Promise<PlanItem[]> {
  const at = sql`coalesce(p.sent_at, p.sends_at)`
  const which =
    'id' in asked
      ? sql`p.id = ${asked.id}`
      : sql`(p.state in ('draft', 'open') or (${at} >= ${asked.from} and ${at} < ${asked.to}))`
  const found = await rows(look, pingShape)`
    select ${pingColumns} from ${pingJoins}
    where p.community_id = ${community.id} and p.state <> 'withdrawn' and ${which} and ${visibleTo(actor)}
    order by ${at} nulls last, p.id limit ${most}`
  return found.map((ping) => ({
    id: ping.id,
    title: ping.question,
    address: pingAddress(ping.slug, ping),
    state: ping.state,
    at: ping.sentAt ?? ping.sendsAt,
    until: isOpen(ping, look.now) ? ping.closesAt : null,
    isOpen: isOpen(ping, look.now),
    canMove: maySend(actor, ping).ok,
  }))
}
