/** The recipients around an announcement. */
import { sql } from 'kysely'
import type { Recipients } from '#server/platform/activity.ts'

/** Every member; those whom it is not for are left out as they may not read it, as is the person in whose name it is. */
export const allMembers: Recipients<{ voiceId?: string }> = {
  name: 'all members it is for',
  people: ({ communityId, facts }) => sql`
    select m.person_id from membership_shown m
    where m.community_id = ${communityId} and m.person_id is distinct from ${facts.voiceId ?? null}::uuid`,
}

export const notConfirmed: Recipients<{ voiceId?: string }> = {
  name: 'who has not confirmed it',
  people: ({ communityId, objectId, facts }) => sql`
    select m.person_id from membership_shown m
    where m.community_id = ${communityId} and m.person_id is distinct from ${facts.voiceId ?? null}::uuid
      and m.person_id is distinct from (select a.published_by from announcement a where a.id = ${objectId}::uuid)
      and not exists (select from announcement_confirmation x
        where x.announcement_id = ${objectId}::uuid and x.person_id = m.person_id)`,
}

export const itsPlanner: Recipients = {
  name: 'who planned it',
  people: ({ objectId }) => sql`
    select coalesce(a.published_by, e.author_id) as person_id from announcement a join entry e on e.id = a.id
    where a.id = ${objectId}::uuid`,
}
