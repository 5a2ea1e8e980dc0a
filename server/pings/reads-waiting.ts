/**
 * Mails of Pings that were kept because the site had no mail server, and that could leave now.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { keptMails } from '#server/platform/mail/kept-mails.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** How many mails of this Ping were kept and could leave now. */
export async function countKept(look: Look, pingId: string): Promise<number> {
  const { count } = await onlyRow(look, () => z.object({ count: z.number() }))`
    select count(*)::int as count from mail where ${keptMails('ping', sql`mail.about_id = ${pingId}`)}`
  return count
}

/** An open Ping with kept mails that could leave now. */
const waitingPing = z.object({
  id: z.string(),
  question: z.string(),
  communitySlug: z.string(),
  communityName: z.string(),
  count: z.number(),
})
export type WaitingPing = z.infer<typeof waitingPing>

/** Those Pings that the actor may read, the one that closes first at the top. Closed Pings do not count. */
export async function listWaitingPings(look: Look, actor: Actor): Promise<WaitingPing[]> {
  return rows(look, waitingPing)`
    select p.id, p.question, c.slug as "communitySlug", c.name as "communityName", count(*)::int as count
    from mail join ping_entry p on p.id = mail.about_id and p.state = 'open' and p.closes_at > app_now()
      join community_shown c on c.id = p.community_id and c.status = 'active'
    where ${keptMails('ping', sql`true`)} and ${isForReader('p', actor)}
    group by p.id, p.question, p.closes_at, c.id, c.slug, c.name order by p.closes_at`
}
