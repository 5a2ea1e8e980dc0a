/** What the calendar of one person holds. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { type EventOfPerson, eventOfPerson } from '#server/events/calendar-entries.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Feeds go back so many days. */
const daysBack = 60
/** And hold at most so many events. */
const mostEvents = 500

/** Events that this person may read; `which` is about the event `v`. */
function readEvents(look: Look, personId: string, which: RawBuilder<unknown>): Promise<EventOfPerson[]> {
  return rows(look, eventOfPerson)`
    select v.id, c.slug, c.name as "communityName", e.title, v.description, v.zone, v.first_at as "firstAt", v.minutes, v.repeats, v.place,
      v.sequence, v.call_address as "callAddress", v.cancelled_at is not null as "isCancelled", coalesce(v.cancelled_why, '') as "cancelledWhy",
      a.answer, a.waits_since is not null as waits,
      (e.author_id = ${personId} or exists (select from event_host h where h.event_id = v.id and h.person_id = ${personId})) is true as "isHost",
      (select json_agg(json_build_object('id', x.id, 'plannedAt', x.planned_at, 'startsAt', (extract(epoch from x.starts_at) * 1000)::bigint,
          'endsAt', (extract(epoch from x.ends_at) * 1000)::bigint, 'isMoved', x.is_moved, 'isCancelled', x.cancelled_at is not null)
        order by x.planned_at) from event_time x where x.event_id = v.id) as times
    from event v join entry e on e.id = v.id join community_shown c on c.id = v.community_id
      join entry_reader r on r.entry_id = e.id and r.person_id = ${personId}
      left join event_answer a on a.event_id = v.id and a.person_id = ${personId}
    where ${which} order by e.created_at desc, e.id limit ${sql.lit(mostEvents)}`
}

/** One event for its calendar file, or null where this person may not read it any more. */
export async function readEventOf(look: Look, eventId: string, personId: string): Promise<EventOfPerson | null> {
  return (await readEvents(look, personId, sql`v.id = ${eventId}`))[0] ?? null
}

const feedRow = z.object({
  personId: z.string(),
  communityId: z.string().nullable(),
  community: z.string().nullable(),
  locale: z.string(),
})

/** Whose calendar an address is, and which events stand in it: not those that they said no to. Null where the address is over. */
export async function readFeed(look: Look, { id, version }: { id: string; version: number }) {
  const [feed] = await rows(look, feedRow)`
    select f.person_id as "personId", f.community_id as "communityId", c.name as community, coalesce(p.locale, s.locale) as locale
    from calendar_address f join person p on p.id = f.person_id and p.removed_at is null cross join site s
      left join community_shown c on c.id = f.community_id
    where f.id = ${id} and f.version = ${version} and (f.community_id is null or c.id is not null)`
  if (!feed) return null
  const here = feed.communityId === null ? sql`true` : sql`v.community_id = ${feed.communityId}`
  const lately = sql`exists (select from event_time x where x.event_id = v.id and x.ends_at > app_now() - make_interval(days => ${daysBack}))`
  const isTheirs = sql`exists (select from membership_shown m where m.community_id = v.community_id and m.person_id = ${feed.personId})`
  const events = await readEvents(
    look,
    feed.personId,
    sql`${here} and ${lately} and ${isTheirs} and a.answer is distinct from 'no'`,
  )
  return { ...feed, events }
}
