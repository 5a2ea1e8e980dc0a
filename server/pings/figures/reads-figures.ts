/**
 * What was answered in a community over time, as rows for files: totals as everybody sees them, never a choice by person.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { findCommunity, type InCommunity } from '#server/communities/room.ts'
import { mayReadFigures } from '#server/pings/policy.ts'
import { readPings, shapePings } from '#server/pings/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import { insist } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const mostPings = 10_000

/**
 * The closed Pings that the actor may read, the first at the top, with how many no mail reached and how many had turned it off.
 * @refuses not_found · forbidden
 */
export async function readFigures(look: Look, actor: Actor, { community }: InCommunity) {
  const head = await findCommunity(look, actor, community)
  insist(mayReadFigures(actor, head.id))
  const read = await readPings(look, actor, {
    where: sql`p.community_id = ${head.id} and p.state = 'closed'`,
    order: sql`p.closed_at, p.id`,
    limit: mostPings,
  })
  const [views, unmailed] = await Promise.all([
    shapePings(look, actor, read, head.members),
    rows(look, () => z.object({ id: z.string(), bounced: z.number().nullable(), optedOut: z.number().nullable() }))`
      select id, bounced, opted_out as "optedOut" from ping where id = any(${read.map(({ ping }) => ping.id)}::uuid[])`,
  ])
  const by = new Map(unmailed.map((one) => [one.id, one]))
  return views.map((ping) => ({ ...ping, bounced: by.get(ping.id)?.bounced, optedOut: by.get(ping.id)?.optedOut }))
}
export type PingFigures = Awaited<ReturnType<typeof readFigures>>[number]
