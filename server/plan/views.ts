/** The plan of a community, for those who may begin something in it: what every room has put there. */
import { z } from 'zod'
import { type CommunityHead, communityHeadView, findCommunity } from '#server/communities/room.ts'
import { dayOf, daysLater, mondayOf, planned, plannedView, weeksAhead } from '#server/plan/plan.ts'
import type { Actor } from '#server/platform/actor.ts'
import { isMonth, monthAround, monthOf } from '#server/platform/calendar/month.ts'
import { momentAt } from '#server/platform/calendar/zoned.ts'
import type { PlanPart } from '#server/platform/declared.ts'
import { dayAsked } from '#server/platform/http/input.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import type { Look } from '#server/platform/work.ts'

/** What is asked of the plan: a month (`2026-12`), or the list of the next weeks; and the day on which something is to begin. */
export const planInput = z.object({
  month: z.string().refine(isMonth).optional().catch(undefined),
  show: z.enum(['month', 'list']).default('month').catch('month'),
  day: dayAsked,
})

export const planView = z.object({
  community: communityHeadView,
  /** Which month is shown; null for the list. */
  month: z.string().nullable(),
  /** The first days of the weeks in the list. */
  weeks: z.array(z.string()),
  /** The parts of which the reader may begin something, by key. */
  begins: z.array(z.string()),
  /** The day on which something is to begin, or null. */
  day: z.string().nullable(),
  /** What has no day yet stands last. */
  items: z.array(plannedView),
})
export type PlanView = z.infer<typeof planView>

/**
 * The plan.
 * @refuses not_found, also for those who may begin nothing in it
 */
export async function readPlan(
  look: Look,
  actor: Actor,
  { community: slug, ...asked }: z.infer<typeof planInput> & { readonly community: string },
): Promise<PlanView> {
  const { community, parts } = await openPlan(look, actor, slug)
  const { zone } = actor
  const monday = mondayOf(dayOf(look.now, zone))
  const month = asked.show === 'list' ? null : (asked.month ?? monthOf(look.now, zone))
  const at = (day: string) => momentAt(`${day}T00:00`, zone)
  const span = month ? monthAround(month, zone) : { from: at(monday), to: at(daysLater(monday, 7 * weeksAhead)) }
  const found = await Promise.all(
    parts.map(async (part) => ({ part, items: await part.list(look, actor, community, span) })),
  )
  return {
    community,
    month,
    weeks: Array.from({ length: weeksAhead }, (_, week) => daysLater(monday, 7 * week)),
    begins: parts.map(({ key }) => key),
    day: asked.day ?? null,
    items: planned(found, zone),
  }
}

/** One thing that is to get another day. */
export interface InPlan {
  readonly community: string
  readonly part: string
  readonly item: string
}

export const planItemView = z.object({
  community: communityHeadView,
  item: plannedView,
  show: z.enum(['month', 'list']),
})
export type PlanItemView = z.infer<typeof planItemView>

/**
 * One thing of the plan, to move it.
 * @refuses not_found
 */
export async function readPlanItem(
  look: Look,
  actor: Actor,
  { community: slug, part: key, item: id, show }: InPlan & { readonly show: 'month' | 'list' },
): Promise<PlanItemView> {
  const { community, part } = await openPart(look, actor, { community: slug, part: key })
  const [item] = planned([{ part, items: await part.list(look, actor, community, { id }) }], actor.zone)
  if (!item?.canMove) refuse(notFound)
  return { community, item, show }
}

/**
 * A part of a community's plan, for one who may begin what stands in it.
 * @refuses not_found
 */
export async function openPart(look: Look, actor: Actor, where: Pick<InPlan, 'community' | 'part'>) {
  const { community, parts } = await openPlan(look, actor, where.community)
  return { community, part: parts.find(({ key }) => key === where.part) ?? refuse(notFound) }
}

async function openPlan(
  look: Look,
  actor: Actor,
  slug: string,
): Promise<{ community: CommunityHead; parts: readonly PlanPart[] }> {
  const community = await findCommunity(look, actor, slug)
  if (!community.can.plan) refuse(notFound)
  const parts = look.platform.declared.planParts.filter(({ permission }) => may(actor, permission, community.id))
  return { community, parts }
}
