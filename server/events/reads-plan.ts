/** Dates of events for their community's plan. */
import { sql } from 'kysely'
import { z } from 'zod'
import { eventAddress, eventShape } from '#server/events/event.ts'
import { mayChangeEvent } from '#server/events/policy.ts'
import { eventColumns, eventJoins, visibleTo } from '#server/events/store.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { PlanAsked, PlanItem } from '#server/platform/plan-item.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** More dates than these are not drawn. */
const mostDates = 300

const timeRow = eventShape.extend({
  timeId: z.string(),
  startsAt: z.date(),
  endsAt: z.date(),
  isMoved: z.boolean(),
})

/** The dates that take place between two moments, or the one with this id. */
export async function listPlannedTimes(
  look: Look,
  actor: Actor,
  community: { readonly id: string },
  asked: PlanAsked,
): Promise<PlanItem[]> {
  const which = 'id' in asked ? sql`x.id = ${asked.id}` : sql`x.starts_at < ${asked.to} and x.ends_at > ${asked.from}`
  const found = await rows(look, timeRow)`
    select ${eventColumns}, x.id as "timeId", x.starts_at as "startsAt", x.ends_at as "endsAt", x.is_moved as "isMoved"
    from event_time x join ${eventJoins} on v.id = x.event_id
    where v.community_id = ${community.id} and x.cancelled_at is null and v.cancelled_at is null and ${which} and ${visibleTo(actor)}
    order by x.starts_at, x.id limit ${mostDates}`
  return found.map((one) => ({
    id: one.timeId,
    title: one.title,
    address: eventAddress(one.slug, one),
    state: one.isMoved ? 'moved' : 'planned',
    at: one.startsAt,
    until: one.endsAt,
    isOpen: false,
    canMove: one.endsAt > look.now && mayChangeEvent(actor, one, look.now).ok,
  }))
}
