/**
 * The open Pings that wait for somebody's answer.
 */
import { z } from 'zod'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** An open Ping that waits for the actor's answer. */
export const pingNeedView = z.object({
  id: z.string(),
  communitySlug: z.string(),
  communityName: z.string(),
  question: z.string(),
  closesAt: z.date(),
})
export type PingNeed = z.infer<typeof pingNeedView>

/** Pings that wait for the actor in all their communities; the one that closes first is at the top. */
export async function listPingNeeds(look: Look, actor: Actor): Promise<PingNeed[]> {
  if (actor.kind !== 'person') return []
  const ids = actor.memberships.filter(({ status }) => status === 'active').map(({ communityId }) => communityId)
  if (ids.length === 0) return []
  return rows(look, pingNeedView)`
    select p.id, c.slug as "communitySlug", c.name as "communityName", p.question, p.closes_at as "closesAt"
    from ping_entry p join community_shown c on c.id = p.community_id
    where p.community_id = any(${ids}::uuid[]) and p.state = 'open' and p.closes_at > app_now() and ${isForReader('p', actor)}
      and not exists (select from vote v where v.ping_id = p.id and v.person_id = ${actor.personId}::uuid)
    order by p.closes_at limit 20`
}
