/** What the mail of an announcement to one member needs, in one query, when it is sent or shown. */
import { sql } from 'kysely'
import { z } from 'zod'
import { announcementShape } from '#server/announcements/announcement.ts'
import { announcementColumns, announcementJoins } from '#server/announcements/store.ts'
import { isInAudience } from '#server/entries/room.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const mailedCopy = announcementShape.extend({
  html: z.string(),
  /** From whom it is; null where they have left the site. */
  from: z.object({ name: z.string(), title: z.string() }).nullable(),
  isGone: z.boolean(),
  /** Is its reader still a member whom it is for, and do they want such mails? */
  isForReader: z.boolean(),
  isOptedOut: z.boolean(),
  hasConfirmed: z.boolean(),
})

/** One member's copy of it; null where it is gone. */
export async function readMailedCopy(look: Look, id: string, personId: string) {
  const [row] = await rows(look, mailedCopy)`
    select ${announcementColumns}, b.html,
      case when f.id is not null then json_build_object('name', f.name, 'title', f.title) end as from,
      (e.removed_at is not null or e.hidden_at is not null) as "isGone",
      ${isInAudience(sql`e.audience_id`, sql`${personId}::uuid`)} and exists (
        select from membership_shown m where m.community_id = n.community_id and m.person_id = ${personId}) as "isForReader",
      exists (select from mail_choice x where x.community_id = n.community_id and x.person_id = ${personId}
        and x.kind = 'announcement' and x.choice = 'off') as "isOptedOut",
      exists (select from announcement_confirmation x where x.announcement_id = n.id and x.person_id = ${personId}) as "hasConfirmed"
    from ${announcementJoins}
    left join person f on f.id = coalesce(n.voice_id, n.published_by, e.author_id) and f.removed_at is null
    where n.id = ${id}`
  return row ?? null
}
