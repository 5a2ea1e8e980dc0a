/** How many proposals of events wait. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { onlyRow } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

export const proposalCounts = z.object({
  /** That the reader may answer. */
  toAnswer: z.number(),
  /** That the reader proposed, in whatever state. */
  own: z.number(),
})

/** For the page of events. */
export function countProposals(look: Look, actor: Actor, communityId: string) {
  const answers = may(actor, 'plan_events', communityId)
  return onlyRow(look, proposalCounts)`
    select count(*) filter (where p.state = 'waiting' and ${answers ? sql`true` : sql`false`})::int as "toAnswer",
      count(*) filter (where p.proposed_by = ${personIdOf(actor)}::uuid)::int as own
    from event_proposal p where p.community_id = ${communityId} and p.state <> 'withdrawn'`
}
