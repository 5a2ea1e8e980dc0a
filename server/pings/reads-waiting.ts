/**
 * Mails of Pings that were kept, as the site had no mail server, and could leave now.
 */
import { sql } from 'kysely'
import { keptMails } from '#server/platform/mail/send-kept.ts'
import type { Look } from '#server/platform/work.ts'

/** How many mails of this Ping were kept and could leave now. */
export async function countKept(look: Look, pingId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from mail where ${keptMails('ping', sql`mail.about_id = ${pingId}`)}`.execute(
    look.db as never,
  )
  return rows[0]?.count ?? 0
}

/** An open Ping some of whose mails were kept, and could leave now. */
export interface WaitingPing {
  readonly id: string
  readonly question: string
  readonly communitySlug: string
  readonly communityName: string
  readonly count: number
}

/** Those Pings, the one that closes first before the others. Closed ones are over. */
export async function listWaitingPings(look: Look): Promise<WaitingPing[]> {
  const { rows } = await sql<WaitingPing>`
    select p.id, p.question, c.slug as "communitySlug", c.name as "communityName", count(*)::int as count
    from mail join ping_entry p on p.id = mail.about_id and p.state = 'open' and p.closes_at > app_now()
      join community c on c.id = p.community_id and c.status = 'active'
    where ${keptMails('ping', sql`true`)}
    group by p.id, p.question, p.closes_at, c.id order by p.closes_at`.execute(look.db as never)
  return rows
}
