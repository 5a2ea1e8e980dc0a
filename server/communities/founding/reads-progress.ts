/**
 * How far a draft has come, as a column of the query that finds it.
 */
import { type RawBuilder, sql } from 'kysely'
import type { DraftState } from '#server/communities/founding/steps.ts'
import type { FoundingStep } from '#server/platform/declared.ts'

/** For the community called `c`, in a draft; null once it is open. */
export function draftStateColumn(me: string | null, steps: readonly FoundingStep[]): RawBuilder<DraftState | null> {
  const done = steps.map(({ key, isDone }) => sql`${sql.lit(key)}, ${isDone}`)
  return sql<DraftState | null>`case when c.status = 'draft' then json_build_object(
    'leftOut', c.steps_done,
    'done', json_build_object(${sql.join(done)}),
    'hasMail', exists (select from mail l where l.state = 'handed_over' and (l.person_id = ${me}::uuid or l.person_id in (
      select g.person_id from membership_permission g where g.community_id = c.id and g.permission = 'community_settings'))),
    'toInvite', (select count(*) from membership_shown x where x.community_id = c.id and x.invited_at is null
      and x.person_id is distinct from ${me}::uuid)) end`
}
