/**
 * A new member answers a Ping that is open for everybody; where none is open there is nothing to do. One that was sent after their
 * first day is not of their first hour, so that a list which has ended does not begin again with every Ping.
 */
import { sql } from 'kysely'
import type { FirstHourStep } from '#server/platform/first-hour.ts'

const open = sql`ping_entry p where p.community_id = c.id and p.state = 'open' and p.closes_at > app_now() and p.audience_id is null
  and p.sent_at <= coalesce(m.came_at, app_now()) + interval '1 day'`

export const answerStep: FirstHourStep = {
  key: 'ping',
  place: 20,
  label: (t) => t('Answer the open Ping'),
  path: (root) => `${root}/pings`,
  onlyWith: 'answer_pings',
  isThere: sql`exists (select from ${open})`,
  isDone: sql`exists (select from ${open} and exists (select from vote v where v.ping_id = p.id and v.person_id = me.id))`,
}
