/**
 * What live pages read of a Ping: the same results a page would show, for an audience instead of a person.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { isUnsent, pingShape } from '#server/pings/ping.ts'
import { maySeeTotals } from '#server/pings/policy.ts'
import { readTallies } from '#server/pings/reads-tallies.ts'
import { hiddenResults } from '#server/pings/results.ts'
import { pingColumns, pingJoins } from '#server/pings/store.ts'
import { readPings, resultsFrom } from '#server/pings/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import { isUuid } from '#server/platform/ids.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** The class of a viewer: they may see totals, or wait until they have answered. */
export type PingViewerClass = 'totals' | 'waiting'

/** The class of a viewer on each of these Pings, by id, without Pings the actor may not know of. */
export async function readViewerClasses(
  look: Look,
  actor: Actor,
  pingIds: readonly string[],
): Promise<ReadonlyMap<string, PingViewerClass>> {
  const where = sql`p.id = any(${pingIds.filter(isUuid)}::uuid[])`
  const found = await readPings(look, actor, { where, limit: pingIds.length })
  return new Map(
    found
      .filter(({ ping }) => !isUnsent(ping))
      .map(({ ping, mine }) => [ping.id, maySeeTotals(actor, ping, mine !== null) ? 'totals' : 'waiting']),
  )
}

/** The Ping and what viewers of a class see of its results; null where it is gone. */
export async function readForViewerClass(look: Look, pingId: string, viewerClass: string) {
  const [ping] = await rows(look, pingShape)`
    select ${pingColumns} from ${pingJoins} where p.id = ${pingId} and c.deleted_at is null`
  if (!ping) return null
  const sees = ping.state === 'closed' || (ping.state === 'open' && viewerClass === 'totals')
  const tally = sees ? (await readTallies(look, [ping.id])).get(ping.id) : undefined
  return { ping, results: tally ? resultsFrom(ping, tally) : hiddenResults(ping.options) }
}

/** A Ping that was just sent, as every open page of its community may say it. */
const newPing = z.object({
  id: z.string(),
  slug: z.string(),
  question: z.string(),
  language: z.string(),
  sentAt: z.date(),
})
export type NewPing = z.infer<typeof newPing>

/** The open Pings of a community that were sent after a moment (milliseconds since 1970), the newest first; three at most. */
export async function readSentSince(look: Look, communityId: string, since: number): Promise<NewPing[]> {
  return rows(look, newPing)`
    select p.id, c.slug, p.question, p.language, p.sent_at as "sentAt" from ping_entry p join community_shown c on c.id = p.community_id
    where p.community_id = ${communityId} and p.state = 'open' and p.audience_id is null
      and date_trunc('milliseconds', p.sent_at) > to_timestamp(${since}::float8 / 1000)
    order by p.sent_at desc limit 3`
}
