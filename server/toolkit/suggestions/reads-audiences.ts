/** Who stands around a suggestion. */
import { sql } from 'kysely'
import type { Audience } from '#server/platform/activity.ts'

export const editors: Audience<Record<never, never>> = {
  name: 'those who edit the Toolkit',
  people: ({ communityId }) => sql`
    select g.person_id from membership_permission g
    where g.community_id = ${communityId} and g.permission = 'edit_toolkit'`,
}

export const whoSuggested: Audience<{ personId: string | null }> = {
  name: 'who suggested it',
  people: ({ facts }) => sql`select ${facts.personId}::uuid as person_id`,
}
