/** The recipients around an event. */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

export const everybodyItIsFor: Recipients<Record<never, never>> = {
  name: 'all members whom it is for',
  people: ({ communityId }) => sql`select m.person_id from membership_shown m where m.community_id = ${communityId}`,
}

export const thoseWhoCome: Recipients<Record<never, unknown>> = {
  name: 'those who come or may come, and those who wait for a place',
  people: ({ objectId }) =>
    sql`select a.person_id from event_answer a where a.event_id = ${objectId}::uuid and a.answer <> 'no'`,
}

export const whoGotAPlace: Recipients<{ personIds: string[] }> = {
  name: 'those who waited and have a place now',
  people: ({ facts }) => sql`select unnest(${facts.personIds}::uuid[]) as person_id`,
}
