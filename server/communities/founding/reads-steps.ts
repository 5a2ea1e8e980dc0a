/**
 * How far a draft has come. The only place where this room looks at resources and Pings.
 */
import { sql } from 'kysely'
import type { CommunityHead } from '#server/communities/community.ts'
import { type StepKey, type StepsView, stepKeys } from '#server/communities/founding/steps.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import type { Look } from '#server/platform/work.ts'

interface Row {
  has_resource: boolean
  has_leaders: boolean
  has_people: boolean
  has_ping: boolean
  steps_done: StepKey[]
  to_invite: number
}

/** The steps of a draft, for whoever may take them; null for everybody else, and once it is open. One query. */
export async function draftSteps(look: Look, actor: Actor, head: CommunityHead): Promise<StepsView | null> {
  if (head.status !== 'draft' || !head.can.settings) return null
  const { rows } = await sql<Row>`
    select c.steps_done,
      exists (select from resource r where r.community_id = c.id and r.removed_at is null) as has_resource,
      exists (select from featured_person f where f.community_id = c.id) as has_leaders,
      exists (select from membership_shown m where m.community_id = c.id and m.person_id is distinct from c.created_by) as has_people,
      exists (select from ping p where p.community_id = c.id and p.state <> 'withdrawn') as has_ping,
      (select count(*) from membership_shown m where m.community_id = c.id and m.invited_at is null
        and m.person_id is distinct from ${personIdOf(actor)}::uuid) as to_invite
    from community c where c.id = ${head.id}`.execute(look.db as never)
  const row = rows[0] as Row
  const done: Record<StepKey, boolean> = {
    resource: row.has_resource,
    leaders: row.has_leaders,
    people: row.has_people,
    ping: row.has_ping,
    open: false,
  }
  return {
    slug: head.slug,
    steps: stepKeys.map((key) => ({ key, isDone: done[key] || row.steps_done.includes(key) })),
    toInvite: row.to_invite,
  }
}
