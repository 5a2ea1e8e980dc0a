/**
 * Communities and cohorts that all people of a file can come into.
 */
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const target = z.object({
  communityId: z.string(),
  cohortId: z.string().nullable(),
  status: z.enum(['draft', 'active', 'archived']),
  hasEnded: z.boolean(),
})

/** What an id names: a community, or a cohort of one; null where it is neither. */
export async function readTarget(look: Look, id: string) {
  const [row] = await rows(look, target)`
    select c.id as "communityId", h.id as "cohortId", c.status,
      coalesce(h.state = 'ended' or o.archived_at is not null, false) as "hasEnded"
    from community_shown c left join cohort h on h.community_id = c.id and h.id = ${id} left join course o on o.id = h.course_id
    where c.id = ${id} or h.id = ${id}`
  return row ?? null
}

export const importTarget = z.object({
  id: z.string(),
  name: z.string(),
  /** The course of a cohort; null for a community. */
  course: z.string().nullable(),
  communityId: z.string(),
})
type ImportTarget = z.infer<typeof importTarget>

/** What can be chosen: of one community its cohorts that have not ended; of the site all communities and such cohorts. */
export async function listTargets(look: Look, actor: Actor, communityId: string | null): Promise<ImportTarget[]> {
  const found = await rows(look, importTarget)`
    select id, name, course, "communityId" from (
      select c.id, c.name, null as course, c.id as "communityId", c.name as place
      from community_shown c where ${communityId}::uuid is null and c.status <> 'archived'
      union all
      select h.id, h.name, o.name, c.id, c.name
      from cohort h join course o on o.id = h.course_id and o.archived_at is null join community_shown c on c.id = h.community_id
      where h.state <> 'ended' and c.status <> 'archived' and (${communityId}::uuid is null or c.id = ${communityId}::uuid)) t
    order by place collate "und-x-icu", course collate "und-x-icu" nulls first, name collate "und-x-icu"`
  return found.filter((one) => may(actor, 'manage_members', one.communityId))
}
