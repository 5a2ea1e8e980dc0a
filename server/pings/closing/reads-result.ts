/**
 * What the mail with a Ping's result needs, for one reader.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { isInAudience } from '#server/entries/room.ts'
import { pingShape } from '#server/pings/ping.ts'
import { readTallies } from '#server/pings/reads-tallies.ts'
import { pingColumns, pingJoins } from '#server/pings/store.ts'
import { resultsFrom } from '#server/pings/views.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const resultCopy = pingShape.extend({ isReader: z.boolean(), isOptedOut: z.boolean() })

/** A closed Ping with its result as everybody may see it; null where it is gone or not closed. */
export async function readResultCopy(look: Look, pingId: string, personId: string) {
  const [ping] = await rows(look, resultCopy)`
    select ${pingColumns},
      (exists (select from membership_shown m where m.community_id = p.community_id and m.person_id = ${personId})
        and ${isInAudience(sql`e.audience_id`, sql`${personId}::uuid`)} or p.sent_by = ${personId}) as "isReader",
      exists (select from mail_choice x where x.community_id = p.community_id and x.person_id = ${personId}
        and x.kind = 'ping_result' and x.choice = 'off') as "isOptedOut"
    from ${pingJoins} where p.id = ${pingId} and p.state = 'closed' and e.removed_at is null and e.hidden_at is null`
  if (!ping) return null
  const tally = (await readTallies(look, [ping.id])).get(ping.id)
  return { ping, results: resultsFrom(ping, tally) }
}
