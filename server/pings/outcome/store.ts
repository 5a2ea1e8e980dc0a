/**
 * The rows of what followed from Pings.
 */
import { type RawBuilder, sql } from 'kysely'
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

/** Members who may read a Ping and chose to hear what follows from Pings, as a query for `queueMailing`. */
export function thoseWhoWantOutcomes({
  id,
  communityId,
}: Pick<Ping, 'id' | 'communityId'>): RawBuilder<{ person_id: string }> {
  return sql`
    select x.person_id from mail_choice x
      join entry_reader r on r.entry_id = ${id} and r.person_id = x.person_id
      join person p on p.id = x.person_id and p.bounced_at is null
    where x.community_id = ${communityId} and x.kind = 'ping_outcome' and x.choice <> 'off'`
}

/** Takes it away. */
export async function deleteOutcome(work: Work, pingId: string): Promise<void> {
  await work.tx.deleteFrom('ping_outcome').where('ping_id', '=', pingId).execute()
}
