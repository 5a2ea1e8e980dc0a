/**
 * How far a draft has come, as a column of the query that finds it. The only place where this room looks at resources and Pings.
 */
import { type RawBuilder, sql } from 'kysely'
import type { DraftState } from '#server/communities/founding/steps.ts'

/** For the community called `c`, in a draft; null once it is open. */
export function draftStateColumn(me: string | null): RawBuilder<DraftState | null> {
  return sql<DraftState | null>`case when c.status = 'draft' then json_build_object(
    'leftOut', c.steps_done,
    'hasResource', exists (select from entry e where e.community_id = c.id and e.kind = 'resource' and e.removed_at is null),
    'hasLeaders', exists (select from featured_person f where f.community_id = c.id),
    'hasPeople', exists (select from membership_shown x where x.community_id = c.id and x.person_id is distinct from c.created_by),
    'hasPing', exists (select from ping p where p.community_id = c.id and p.state <> 'withdrawn'),
    'hasMail', exists (select from mail l where l.state = 'handed_over' and (l.person_id = ${me}::uuid or l.person_id in (
      select r.person_id from membership_role r where r.community_id = c.id and r.role = 'manager'))),
    'toInvite', (select count(*) from membership_shown x where x.community_id = c.id and x.invited_at is null
      and x.person_id is distinct from ${me}::uuid)) end`
}
