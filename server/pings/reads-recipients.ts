/**
 * The recipients around a Ping.
 */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

/** The one who wrote it. */
export const itsWriter: Recipients<{ personId: string | null }> = {
  name: 'who wrote it',
  people: ({ facts }) => sql`select ${facts.personId}::uuid as person_id`,
}

/** The person in whose name it is asked has consented, so they get no notice. */
export const allMembers: Recipients<{ voiceId?: string }> = {
  name: 'all members',
  people: ({ communityId, facts }) => sql`
    select m.person_id from membership_shown m
    where m.community_id = ${communityId}
      and m.person_id is distinct from ${facts.voiceId ?? null}::uuid`,
}
