/**
 * What the front pages read of communities and visits.
 */
import { z } from 'zod'
import type { Actor } from '#server/platform/actor.ts'
import { may } from '#server/platform/permissions.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** A community as a tile on the first page. */
export const hallView = z.object({
  slug: z.string(),
  name: z.string(),
  purpose: z.string(),
  hue: z.number(),
  status: z.enum(['draft', 'active', 'archived']),
  members: z.number().int(),
  isMine: z.boolean(),
})
type Hall = z.infer<typeof hallView>

/** The actor's communities, latest visited first; for staff of the site, all others after them. */
export async function listHalls(look: Look, actor: Actor): Promise<Hall[]> {
  const mine = actor.kind === 'person' ? actor.memberships.map(({ communityId }) => communityId) : []
  return rows(look, hallView)`
    select c.slug, c.name, c.purpose, c.hue, c.status,
      coalesce((select n.members from community_tally n where n.community_id = c.id), 0) as members,
      c.id = any(${mine}::uuid[]) as "isMine"
    from community_shown c
    where c.id = any(${mine}::uuid[]) or ${may(actor, 'manage_communities', null)}::boolean
    order by array_position(${mine}::uuid[], c.id) nulls last, c.name collate "und-x-icu"
    limit 200`
}
