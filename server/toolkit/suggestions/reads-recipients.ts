/** The people who are notified about a suggestion. */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

export const editors: Recipients<Record<never, never>> = {
  name: 'editors of the Toolkit',
  people: ({ communityId }) => sql`
    select g.person_id from membership_permission g
    where g.community_id = ${communityId} and g.permission = 'edit_toolkit'`,
}

export const suggester: Recipients<{ personId: string | null }> = {
  name: 'author of the suggestion',
  people: ({ facts }) => sql`select ${facts.personId}::uuid as person_id`,
}
