/** Who was there, written. */
import { sql } from 'kysely'
import type { Event } from '#server/events/event.ts'
import type { Work } from '#server/platform/work.ts'

interface Ticked {
  readonly event: Pick<Event, 'id' | 'communityId'>
  readonly timeId: string
  readonly by: string
}

/** Says of one person that they were there, or with false that they were not. */
export async function savePresence(
  work: Work,
  { event, timeId, by }: Ticked,
  { personId, wasThere }: { readonly personId: string; readonly wasThere: boolean },
): Promise<void> {
  if (wasThere) await saveTicks(work, { event, timeId, by }, [personId])
  else await sql`delete from event_attendance where time_id = ${timeId} and person_id = ${personId}`.execute(work.tx)
}

/** Says who was there: these, and nobody else. */
export async function saveAttendance(work: Work, ticked: Ticked, personIds: readonly string[]): Promise<void> {
  await sql`
    delete from event_attendance where time_id = ${ticked.timeId} and person_id <> all(${personIds}::uuid[])`.execute(
    work.tx,
  )
  await saveTicks(work, ticked, personIds)
}

async function saveTicks(work: Work, { event, timeId, by }: Ticked, personIds: readonly string[]): Promise<void> {
  await sql`
    insert into event_attendance (community_id, event_id, time_id, person_id, ticked_by)
    select ${event.communityId}, ${event.id}, ${timeId}, x, ${by} from unnest(${personIds}::uuid[]) x
    on conflict do nothing`.execute(work.tx)
}
