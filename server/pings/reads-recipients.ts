/**
 * Who stands around a Ping.
 */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

/** Whose voice it is has agreed to it and need not be told. */
export const allMembers: Recipients<{ voiceId?: string }> = {
  name: 'all members',
  people: ({ communityId, facts }) => sql`
    select m.person_id from membership_shown m
    where m.community_id = ${communityId}
      and m.person_id is distinct from ${facts.voiceId ?? null}::uuid`,
}
