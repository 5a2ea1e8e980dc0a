/** Who gets a notice of moderation. */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

/** Those who moderate a community, without the one whom a report is about. */
export const moderators: Recipients<Record<never, never>> = {
  name: 'those who moderate, without the author of what was reported',
  people: ({ communityId, objectId }) => sql`
    select distinct g.person_id from membership_permission g
    where g.community_id = ${communityId}::uuid and g.permission = 'moderate'
      and g.person_id is distinct from (select k.author_id from moderation_case_now k where k.id = ${objectId}::uuid)`,
}

export const person: Recipients<{ personId: string | null }> = {
  name: 'the person it was done to',
  people: ({ facts }) => sql`select ${facts.personId}::uuid as person_id`,
}
