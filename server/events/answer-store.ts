/** Who comes to an event: answers, places, and who waits for one. */
import { z } from 'zod'
import type { Event, EventAnswer } from '#server/events/event.ts'
import { onlyRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

const saved = z.object({ waits: z.boolean(), before: z.string().nullable() })
const personRow = z.object({ personId: z.string() })

/**
 * Writes an answer; whoever has a place keeps it. The caller has locked the event.
 * @returns whether they wait for a place, and what they had said before
 */
export async function saveAnswer(
  work: Work,
  { id, communityId, capacity }: Pick<Event, 'id' | 'communityId' | 'capacity'>,
  personId: string,
  answer: EventAnswer,
): Promise<{ waits: boolean; before: string | null }> {
  return onlyRow(work, saved)`
    with before as (select o.answer from event_answer o where o.event_id = ${id} and o.person_id = ${personId})
    insert into event_answer as a (community_id, event_id, person_id, answer, waits_since)
    select ${communityId}, ${id}, ${personId}, ${answer}, case when ${answer} = 'yes' and ${capacity}::int is not null
      and (select count(*) from event_answer o where o.event_id = ${id} and o.answer = 'yes' and o.waits_since is null
        and o.person_id <> ${personId}) >= ${capacity}::int then app_now() end
    on conflict (event_id, person_id) do update set answer = excluded.answer, answered_at = excluded.answered_at,
      waits_since = case when a.answer = 'yes' and excluded.answer = 'yes' then a.waits_since else excluded.waits_since end
    returning a.waits_since is not null as waits, (select answer from before) as before`
}

/** Gives places that are free to those who wait longest. @returns who got one */
export async function fillPlaces(work: Work, { id, capacity }: Pick<Event, 'id' | 'capacity'>): Promise<string[]> {
  const got = await rows(work, personRow)`
    update event_answer a set waits_since = null from (
      select w.person_id from event_answer w where w.event_id = ${id} and w.waits_since is not null
      order by w.waits_since, w.person_id
      limit case when ${capacity}::int is null then null else greatest(0, ${capacity}::int - (
        select count(*) from event_answer o where o.event_id = ${id} and o.answer = 'yes' and o.waits_since is null)) end
    ) next
    where a.event_id = ${id} and a.person_id = next.person_id returning a.person_id as "personId"`
  return got.map(({ personId }) => personId)
}

/** How many have a place. */
export async function countComing(look: Look, eventId: string): Promise<number> {
  const { n } = await onlyRow(look, () => z.object({ n: z.number() }))`
    select count(*)::int as n from event_answer a where a.event_id = ${eventId} and a.answer = 'yes' and a.waits_since is null`
  return n
}
