/** The people around a proposal, and what notices call it. */
import { type RawBuilder, sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

/** Members who may plan events, without one of them. Those who look after the whole site are not told of every community. */
export const plannersOf = (communityId: string, without: string | null = null) => sql<{ person_id: string }>`
  select distinct g.person_id from membership_permission g
  where g.community_id = ${communityId}::uuid and g.permission = 'plan_events' and g.person_id is distinct from ${without}::uuid`

export const planners: Recipients<Record<never, never>> = {
  name: 'those who may plan events',
  people: ({ communityId }) => plannersOf(communityId),
}

export const proposer: Recipients<{ personId: string }> = {
  name: 'the member who proposed it',
  people: ({ facts }) => sql`select ${facts.personId}::uuid as person_id`,
}

/** What the proposal of an activity `a` is called. */
export const proposalTitle: RawBuilder<string | null> =
  sql`(select x.title from event_proposal x where x.id = a.object_id)`
