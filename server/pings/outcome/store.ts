/**
 * The rows of what followed from Pings.
 */
import { sql } from 'kysely'
import type { Ping } from '#server/pings/ping.ts'
import type { Work } from '#server/platform/work.ts'

/** Writes it; the last writer is the one whose name stands below. */
export async function saveOutcome(
  work: Work,
  ping: Pick<Ping, 'id' | 'communityId'>,
  { text, by }: { readonly text: string; readonly by: string | null },
): Promise<void> {
  await sql`
    insert into ping_outcome (ping_id, community_id, text, by_id) values (${ping.id}, ${ping.communityId}, ${text}, ${by})
    on conflict (ping_id) do update set text = excluded.text, by_id = excluded.by_id, at = app_now()`.execute(work.tx)
}

/** Takes it away. */
export async function deleteOutcome(work: Work, pingId: string): Promise<void> {
  await work.tx.deleteFrom('ping_outcome').where('ping_id', '=', pingId).execute()
}
