/**
 * What the mail of a Ping to one member needs, in one query, as it is sent or shown.
 */
import { sql } from 'kysely'
import type { PingState } from '#server/pings/ping.ts'
import type { Look } from '#server/platform/work.ts'

/** A Ping as its mail asks it. */
export interface MailedPing {
  readonly id: string
  readonly question: string
  readonly state: PingState
  readonly options: readonly { readonly id: string; readonly label: string }[]
  readonly hours: number
  readonly closesAt: Date | null
  /** In whose name it is asked; null where they have left the site. */
  readonly asker: { readonly name: string; readonly title: string } | null
}

/** One member's copy of it. */
export interface MailedCopy extends MailedPing {
  /** The ballot with the mail version it was made for; null where they have none. */
  readonly ballot: { readonly id: string; readonly version: number } | null
  readonly isMember: boolean
  readonly isOptedOut: boolean
}

const mailedColumns = sql`p.id, p.question, p.state, p.hours, p.closes_at as "closesAt",
  (select json_agg(json_build_object('id', o.id, 'label', o.label) order by o.position) from ping_option o where o.ping_id = p.id) as options,
  case when a.id is not null then json_build_object('name', a.name, 'title', a.title) end as asker`
const askerJoin = sql`left join person a on a.id = coalesce(p.voice_id, p.sent_by, p.created_by) and a.removed_at is null`

/** A Ping for its mail's preview or test, or null where it is gone. */
export async function readMailedPing(look: Look, pingId: string): Promise<MailedPing | null> {
  const { rows } =
    await sql<MailedPing>`select ${mailedColumns} from ping_entry p ${askerJoin} where p.id = ${pingId}`.execute(
      look.db as never,
    )
  return rows[0] ?? null
}

/** A Ping for the mail to one member, or null where it is gone. */
export async function readMailedCopy(look: Look, pingId: string, personId: string): Promise<MailedCopy | null> {
  const { rows } = await sql<MailedCopy>`
    select ${mailedColumns},
      case when b.id is not null then json_build_object('id', b.id, 'version', b.mail_version) end as ballot,
      exists (select from membership_shown m where m.community_id = p.community_id and m.person_id = ${personId}) as "isMember",
      exists (select from mail_choice x where x.community_id = p.community_id and x.person_id = ${personId}
        and x.kind = 'ping' and x.choice = 'off') as "isOptedOut"
    from ping_entry p ${askerJoin} left join ballot b on b.ping_id = p.id and b.person_id = ${personId}
    where p.id = ${pingId}`.execute(look.db as never)
  return rows[0] ?? null
}
