/** Dates that are a day or an hour away. */
import { sql } from 'kysely'
import { z } from 'zod'
import { rows } from '#server/platform/rows.ts'
import type { Work } from '#server/platform/work.ts'

const dueRow = z.object({ eventId: z.string(), communityId: z.string(), timeId: z.string() })

/**
 * Marks those as reminded of, and gives them. What was planned or moved when less than half of that time was left is not reminded
 * of: who comes has just heard of it.
 */
export function takeDue(work: Work, news: 'day' | 'hour') {
  const [column, away] =
    news === 'day'
      ? [sql.ref('day_reminded_at'), sql`interval '24 hours'`]
      : [sql.ref('hour_reminded_at'), sql`interval '1 hour'`]
  return rows(work, dueRow)`
    with due as (
      update event_time x set ${column} = app_now() from event v join community_shown c on c.id = v.community_id and c.status = 'active'
        join entry e on e.id = v.id and e.removed_at is null and e.hidden_at is null
      where v.id = x.event_id and x.${column} is null and x.cancelled_at is null and v.cancelled_at is null
        and x.starts_at > app_now() and x.starts_at <= app_now() + ${away}
      returning x.event_id, x.community_id, x.id, x.starts_at
    )
    select event_id as "eventId", community_id as "communityId", id as "timeId" from due where starts_at > app_now() + ${away} / 2`
}
