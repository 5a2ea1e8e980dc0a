/**
 * What the mail of a Ping to one member needs, in one query, when it is sent or shown.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import { readersColumn } from '#server/entries/room.ts'
import { pingShape } from '#server/pings/ping.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** A Ping as its mail shows it. */
const mailedPing = pingShape
  .pick({ id: true, question: true, state: true, options: true, hours: true, closesAt: true, readers: true })
  .extend({
    /** In whose name it is asked; null where they have left the site. */
    asker: z.object({ name: z.string(), title: z.string() }).nullable(),
  })
export type MailedPing = z.infer<typeof mailedPing>

/** One member's copy of it. */
const mailedCopy = mailedPing.extend({
  /** The ballot with the mail version it was made for; null where they have none. */
  ballot: z.object({ id: z.string(), version: z.number() }).nullable(),
  isMember: z.boolean(),
  isOptedOut: z.boolean(),
  hasVoted: z.boolean(),
  /** Does an answer of theirs wait to be confirmed? */
  isUnconfirmed: z.boolean(),
})

const mailedColumns = sql`p.id, p.question, p.state, p.hours, p.closes_at as "closesAt", ${readersColumn('p')} as readers,
  (select json_agg(json_build_object('id', o.id, 'label', o.label) order by o.position) from ping_option o where o.ping_id = p.id) as options,
  case when a.id is not null then json_build_object('name', a.name, 'title', a.title) end as asker`
const askerJoin = sql`left join person a on a.id = coalesce(p.voice_id, p.sent_by, p.created_by) and a.removed_at is null`

/** A Ping for its mail's preview or test, or null where it is gone. */
export async function readMailedPing(look: Look, pingId: string): Promise<MailedPing | null> {
  const [row] = await rows(look, mailedPing)`
    select ${mailedColumns} from ping_entry p ${askerJoin} where p.id = ${pingId}`
  return row ?? null
}

/** A Ping for the mail to one member, or null where it is gone. @param kinds of mail; turning one of them off is enough */
export async function readMailedCopy(look: Look, pingId: string, personId: string, kinds: readonly string[]) {
  const [row] = await rows(look, mailedCopy)`
    select ${mailedColumns},
      case when b.id is not null then json_build_object('id', b.id, 'version', b.mail_version) end as ballot,
      exists (select from membership_shown m where m.community_id = p.community_id and m.person_id = ${personId}) as "isMember",
      exists (select from mail_choice x where x.community_id = p.community_id and x.person_id = ${personId}
        and x.kind = any(${[...kinds]}) and x.choice = 'off') as "isOptedOut",
      exists (select from vote v where v.ping_id = p.id and v.person_id = ${personId}) as "hasVoted",
      exists (select from unconfirmed_vote u where u.ballot_id = b.id) as "isUnconfirmed"
    from ping_entry p ${askerJoin} left join ballot b on b.ping_id = p.id and b.person_id = ${personId}
    where p.id = ${pingId}`
  return row ?? null
}
