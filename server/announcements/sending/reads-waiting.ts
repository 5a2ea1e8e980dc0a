/** Mails of announcements that were kept because the site had no mail server, and that could leave now. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isForReader } from '#server/entries/room.ts'
import type { Actor } from '#server/platform/actor.ts'
import { keptMails } from '#server/platform/mail/kept-mails.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Of several mails to one person about one announcement only the last: nobody gets the same twice. */
const isLast = sql`not exists (select from mail later where later.kind = mail.kind and later.about_id = mail.about_id
  and later.person_id = mail.person_id and later.id > mail.id)`

/** The kept mails of this announcement that could leave now, of the table `mail`. */
export function keptOf(announcementId: string): RawBuilder<unknown> {
  return sql`mail.about_id = ${announcementId} and ${isLast}`
}

/** How many of them there are. */
export async function countKept(look: Look, announcementId: string): Promise<number> {
  const { count } = await onlyRow(look, () => z.object({ count: z.number() }))`
    select count(*)::int as count from mail where ${keptMails('announcement', keptOf(announcementId))}`
  return count
}

const waitingAnnouncement = z.object({
  id: z.string(),
  title: z.string(),
  communitySlug: z.string(),
  communityName: z.string(),
  count: z.number(),
})

/** Announcements with such mails that are out and that the actor may read, the newest first. */
export async function listWaitingAnnouncements(look: Look, actor: Actor) {
  return rows(look, waitingAnnouncement)`
    select n.id, e.title, c.slug as "communitySlug", c.name as "communityName", count(*)::int as count
    from mail join announcement n on n.id = mail.about_id and n.state = 'published' join entry_open e on e.id = n.id
      join community_shown c on c.id = n.community_id and c.status = 'active'
    where ${keptMails('announcement', isLast)} and ${isForReader('e', actor)}
    group by n.id, e.title, n.published_at, c.id, c.slug, c.name order by n.published_at desc`
}
