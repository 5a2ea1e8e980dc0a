/** Who gets mail about an event, and what such a mail needs beside the event. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isInAudience } from '#server/entries/room.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const termsRow = z.object({
  isMember: z.boolean(),
  isOptedOut: z.boolean(),
  by: z.string().nullable(),
  firstMailId: z.string().nullable(),
})

/** Null where the event is gone. */
export async function readMailTerms(
  look: Look,
  { eventId, personId, kind }: { eventId: string; personId: string; kind: string },
) {
  const [row] = await rows(look, termsRow)`
    select exists (select from membership_shown m where m.community_id = e.community_id and m.person_id = ${personId}) as "isMember",
      exists (select from mail_choice x where x.community_id = e.community_id and x.person_id = ${personId}
        and x.kind = ${kind} and x.choice = 'off') as "isOptedOut",
      (select p.name from person p where p.id = e.author_id and p.removed_at is null) as by,
      (select w.id from mail w where w.kind = 'event' and w.about_id = e.id and w.person_id = ${personId} order by w.id limit 1) as "firstMailId"
    from entry e where e.id = ${eventId} and e.removed_at is null`
  return row ?? null
}

/** Members whom mail reaches and whom an event is for, without those who said no; or only those who said something else. */
export function everybodyToMail(eventId: string, which: 'all' | 'with an answer'): RawBuilder<{ person_id: string }> {
  const said = sql`select from event_answer a where a.event_id = e.id and a.person_id = m.person_id`
  return sql`
    select m.person_id from entry e join membership_shown m on m.community_id = e.community_id join person p on p.id = m.person_id
    where e.id = ${eventId} and p.removed_at is null and p.bounced_at is null and (m.invited_at is not null or m.visited_at is not null)
      and ${isInAudience(sql`e.audience_id`, sql`m.person_id`)} and not exists (${said} and a.answer = 'no')
      and ${which === 'all' ? sql`true` : sql`(exists (${said}) or exists (select from mail w where w.kind = 'event' and w.about_id = e.id and w.person_id = m.person_id))`}
      and not exists (select from mail_choice x where x.person_id = m.person_id and x.community_id = m.community_id
        and x.kind = 'event' and x.choice = 'off')`
}

/** Those who come or may come to an event, and its hosts. */
export function thoseToRemind(eventId: string): RawBuilder<{ person_id: string }> {
  return sql`
    select a.person_id from event_answer a where a.event_id = ${eventId} and a.answer <> 'no' and a.waits_since is null
    union select h.person_id from event_host h where h.event_id = ${eventId}`
}
