/**
 * What live pages read of a Ping: the same results a page would show, for an audience instead of a person.
 */
import { sql } from 'kysely'
import type { Ping } from '#server/pings/ping.ts'
import { maySeeTotals } from '#server/pings/policy.ts'
import { readTallies } from '#server/pings/reads-tallies.ts'
import { hiddenResults, type Results } from '#server/pings/results.ts'
import { type PingRowOf, pingColumns, pingFrom } from '#server/pings/store.ts'
import { readPings, resultsFrom } from '#server/pings/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import type { Look } from '#server/platform/work.ts'

/** Who watches: may they see totals, or do they wait until they have answered? */
export type PingAudience = 'totals' | 'waiting'

/** The audience of an actor, or null where the Ping does not exist for them. */
export async function readAudience(look: Look, actor: Actor, pingId: string): Promise<PingAudience | null> {
  const [found] = await readPings(look, actor, { where: sql`p.id = ${pingId}`, limit: 1 })
  if (!found || found.ping.state === 'draft') return null
  return maySeeTotals(actor, found.ping, found.mine !== null) ? 'totals' : 'waiting'
}

/** The Ping and what an audience may see of its results; null where it is gone. */
export async function readForAudience(
  look: Look,
  pingId: string,
  audience: string,
): Promise<{ ping: Ping; results: Results } | null> {
  const { rows } = await sql<PingRowOf>`
    select ${pingColumns} from ping p join community c on c.id = p.community_id where p.id = ${pingId}`.execute(
    look.db as never,
  )
  if (!rows[0]) return null
  const ping = pingFrom(rows[0])
  const sees = ping.state === 'closed' || (ping.state === 'open' && audience === 'totals')
  const tally = sees ? (await readTallies(look, [ping.id])).get(ping.id) : undefined
  return { ping, results: tally ? resultsFrom(ping, tally) : hiddenResults(ping.options) }
}
