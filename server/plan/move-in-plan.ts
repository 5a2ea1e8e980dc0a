/** Something in the plan gets another day: by the use case of its own room, which says no in its own words. */
import { dayOf } from '#server/plan/plan.ts'
import { type InPlan, openPart } from '#server/plan/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import { momentOf } from '#server/platform/calendar/moment.ts'
import { Refused } from '#server/platform/refuse.ts'
import type { Work } from '#server/platform/work.ts'

/**
 * Moves one thing.
 * @param at a moment on the actor's clock, or with its offset
 * @refuses not_found · what the use case of its room refuses; a sentence about the moment stands at `at`
 */
export async function moveInPlan(work: Work, actor: Actor, { at, ...where }: InPlan & { readonly at: string }) {
  const { community, part } = await openPart(work, actor, where)
  const moment = momentOf(at, actor.zone)
  try {
    await part.move(work, actor, { community: where.community, id: where.item, at: moment })
  } catch (error) {
    throw error instanceof Refused ? atMoment(error, part.momentField) : error
  }
  return { slug: community.slug, at: moment, day: dayOf(moment, actor.zone) }
}

/** The same no, as the form of the plan shows it. */
function atMoment(no: Refused, field: string): Refused {
  const { [field]: problem, ...others } = no.fields
  return problem ? new Refused(no.refusal, { ...others, at: problem }, no.values) : no
}
