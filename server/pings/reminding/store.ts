/**
 * The rows of reminders.
 */
import { type RawBuilder, sql } from 'kysely'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

/** Writes down when those who have not answered are reminded; null for never. */
export async function saveReminderPlan(work: Work, pingId: string, at: Date | null): Promise<void> {
  await work.tx.updateTable('ping').set({ reminds_at: at }).where('id', '=', pingId).execute()
}

/** Notes that they were. */
export async function saveReminded(work: Work, pingId: string): Promise<void> {
  await sql`update ping set reminds_at = null, reminded_at = app_now() where id = ${pingId}`.execute(work.tx)
}

/**
 * People who got a Ping by mail and have not answered it, as a query for `queueMailing`. An answer that waits to be confirmed is
 * none yet. Left out: people who left, whose address changed or bounces, and who turned Pings or their reminders off.
 */
export function silentPeople(pingId: string): RawBuilder<{ person_id: string }> {
  return sql`
    select b.person_id from ballot b
      join membership_shown m on m.community_id = b.community_id and m.person_id = b.person_id
      join person p on p.id = b.person_id and p.removed_at is null and p.bounced_at is null and p.mail_version = b.mail_version
    where b.ping_id = ${pingId}
      and not exists (select from vote v where v.ping_id = b.ping_id and v.person_id = b.person_id)
      and not exists (select from mail_choice x where x.community_id = b.community_id and x.person_id = b.person_id
        and x.kind in ('ping', 'ping_reminder') and x.choice = 'off')`
}

/** Open Pings whose reminder is due, the one that closes first at the top. */
export async function listToRemind(work: Work): Promise<string[]> {
  const found = await rows(work, idRow)`
    select id from ping where reminds_at <= app_now() and state = 'open' order by closes_at limit 100`
  return found.map(({ id }) => id)
}
