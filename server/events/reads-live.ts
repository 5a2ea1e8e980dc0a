/** What open pages of an event are sent. */
import { sql } from 'kysely'
import type { z } from 'zod'
import { eventJoins, visibleTo } from '#server/events/store.ts'
import { eventView } from '#server/events/views.ts'
import type { Actor } from '#server/platform/actor.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Those of these events that the actor may know of. */
export async function readVisible(look: Look, actor: Actor, ids: readonly string[]): Promise<string[]> {
  const found = await rows(look, idRow)`
    select v.id from ${eventJoins} where v.id = any(${ids}::uuid[]) and ${visibleTo(actor)}`
  return found.map(({ id }) => id)
}

const counted = eventView.pick({ counts: true, capacity: true })

/** How many come; null where it is gone. */
export async function readCounts(look: Look, id: string): Promise<z.infer<typeof counted> | null> {
  const [row] = await rows(look, counted)`
    select v.capacity, (select json_build_object('yes', count(*) filter (where a.answer = 'yes' and a.waits_since is null),
      'maybe', count(*) filter (where a.answer = 'maybe'), 'no', count(*) filter (where a.answer = 'no'),
      'waiting', count(*) filter (where a.waits_since is not null)) from event_answer a where a.event_id = v.id) as counts
    from ${eventJoins} where v.id = ${id} and ${sql`e.removed_at is null`}`
  return row ?? null
}
