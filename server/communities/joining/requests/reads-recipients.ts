/**
 * The two sides of a request to join.
 */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

/** Members who look after members. Those who look after the whole site are not told of every community. */
export const answerersOf = (communityId: string) => sql<{ person_id: string }>`
  select distinct g.person_id from membership_permission g
  where g.community_id = ${communityId}::uuid and g.permission = 'manage_members'`

export const whoAnswersRequests: Recipients<unknown> = {
  name: 'who looks after members',
  people: ({ communityId }) => answerersOf(communityId),
}

export const whoAsked: Recipients<{ personId: string }> = {
  name: 'who asked',
  people: ({ facts }) => sql`select ${facts.personId}::uuid as person_id`,
}
