/** Events for use cases: loads for an actor, and writes. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { isCalled } from '#server/communities/room.ts'
import { changeEntry, isForReader, isNotHidden, newEntry, readersColumn } from '#server/entries/room.ts'
import { type Event, eventKind, eventShape } from '#server/events/event.ts'
import type { Schedule } from '#server/events/schedule.ts'
import type { Actor } from '#server/platform/actor.ts'
import { minute } from '#server/platform/clock.ts'
import { idAt } from '#server/platform/ids.ts'
import { may } from '#server/platform/permissions.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { idRow, rows } from '#server/platform/rows.ts'
import type { Look, Work } from '#server/platform/work.ts'

/** Where an event is. */
export interface EventRef {
  readonly event: string
  /** The slug of its community, where an address says one. */
  readonly community?: string
}

/** An event `v` with its entry `e` and its community `c`. */
export const eventJoins = sql`event v join entry e on e.id = v.id join community_shown c on c.id = v.community_id`
/** The columns of {@link eventJoins}, as `eventShape` names them. */
export const eventColumns = sql`v.id, v.community_id as "communityId", c.slug, c.status as "communityStatus", e.title, e.language, v.description,
  e.author_id as "createdBy", array(select h.person_id from event_host h where h.event_id = v.id order by 1) as "hostIds", v.zone,
  v.first_at as "firstAt", v.minutes, v.repeats, v.place, v.call_address as "callAddress", v.capacity, v.sequence,
  v.cancelled_at is not null as "isCancelled",
  (select max(x.ends_at) from event_time x where x.event_id = v.id) as "lastEndsAt", e.audience_id as "audienceId",
  ${readersColumn('e')} as readers`

/** The condition that the actor may know of the event `v` with its entry `e`; of a hidden one only where that is said. */
export function visibleTo(actor: Actor, which: 'shown' | 'hidden too' = 'shown'): RawBuilder<boolean> {
  if (actor.kind === 'system') return sql`true`
  const isShown = which === 'shown' ? sql`e.hidden_at is null` : isNotHidden('e', actor)
  const entry = sql`e.removed_at is null and e.shown_from <= app_now() and ${isShown} and ${isForReader('e', actor)}`
  if (may(actor, 'read', null)) return sql`(${entry})`
  const ids =
    actor.kind === 'person'
      ? actor.memberships.filter((one) => may(actor, 'read', one.communityId)).map((one) => one.communityId)
      : []
  return sql`(v.community_id = any(${ids}::uuid[]) and ${entry})`
}

/**
 * Loads an event to change it or to answer it; others wait until this is done, so that a last place is given once.
 * @refuses not_found
 */
export async function lockEvent(work: Work, actor: Actor, where: EventRef): Promise<Event> {
  const [row] = await rows(work, eventShape)`
    select ${eventColumns} from ${eventJoins}
    where v.id = ${where.event} and ${visibleTo(actor)}
      and ${where.community === undefined ? sql`true` : isCalled(where.community)}
    for update of v`
  return row ?? refuse(notFound)
}

/** What an event says, checked. */
export interface EventContent extends Schedule {
  readonly title: string
  readonly description: string
  readonly html: string
  readonly rendererVersion: number | null
  readonly place: string
  readonly callAddress: string
  readonly capacity: number | null
  readonly hostIds: readonly string[]
  readonly audienceId: string | null
  /** The page or resource that says what it goes through. */
  readonly agendaId: string | null
}

/** Writes a new event. @returns its id */
export async function saveEvent(
  work: Work,
  community: { readonly id: string; readonly locale: string },
  by: string | null,
  content: EventContent,
): Promise<string> {
  const id = idAt(work.now)
  const { title, audienceId } = content
  const entry = {
    id,
    kind: eventKind,
    communityId: community.id,
    title,
    language: community.locale,
    authorId: by,
    audienceId,
  }
  await work.tx
    .with('e', newEntry({ ...entry, shownFrom: 'now' }))
    .insertInto('event')
    .values({ id, community_id: community.id, ...columnsOf(content) })
    .execute()
  await saveHosts(work, { id, communityId: community.id }, content.hostIds)
  await saveTimes(work, { id, communityId: community.id }, content)
  return id
}

/** Writes what an event says now. Dates that stay keep what was changed about them. */
export async function changeEvent(work: Work, event: Event, content: EventContent): Promise<void> {
  await changeEntry(work, event.id, { title: content.title, audienceId: content.audienceId })
  await work.tx
    .updateTable('event')
    .set({ ...columnsOf(content), sequence: sql`sequence + 1`, changed_at: sql`app_now()` })
    .where('id', '=', event.id)
    .execute()
  await work.tx.deleteFrom('event_host').where('event_id', '=', event.id).execute()
  await saveHosts(work, event, content.hostIds)
  await saveTimes(work, event, content)
}

function columnsOf(content: EventContent) {
  return {
    description: content.description,
    html: content.html,
    renderer_version: content.rendererVersion,
    zone: content.zone,
    first_at: content.firstAt,
    minutes: content.minutes,
    repeats: content.repeats && JSON.stringify(content.repeats),
    place: content.place,
    call_address: content.callAddress,
    capacity: content.capacity,
    agenda_id: content.agendaId,
  }
}

async function saveHosts(
  work: Work,
  { id, communityId }: Pick<Event, 'id' | 'communityId'>,
  hostIds: readonly string[],
) {
  await sql`
    insert into event_host (community_id, event_id, person_id)
    select ${communityId}, ${id}, x from unnest(${hostIds}::uuid[]) x on conflict do nothing`.execute(work.tx)
}

/**
 * Its dates: what has begun stays, with who was there. Of those to come, the ones that the rule does not have any more go, others come,
 * and one that was moved or cancelled stays so. A rule that is changed makes no dates in the past, where nothing took place.
 */
async function saveTimes(
  work: Work,
  { id, communityId }: Pick<Event, 'id' | 'communityId'>,
  { times, minutes }: Schedule,
) {
  const planned = times.map(({ at }) => at)
  await sql`
    delete from event_time where event_id = ${id} and starts_at > app_now() and planned_at <> all(${planned}::text[])`.execute(
    work.tx,
  )
  await sql`
    insert into event_time (community_id, event_id, planned_at, starts_at, ends_at)
    select ${communityId}, ${id}, x.planned, x.starts, x.starts + make_interval(mins => ${minutes}::int)
    from unnest(${planned}::text[], ${times.map(({ moment }) => moment)}::timestamptz[]) x (planned, starts)
    where x.starts > app_now() or exists (select from event_time o where o.event_id = ${id} and o.planned_at = x.planned)
      or not exists (select from event_time o where o.event_id = ${id})
    on conflict (event_id, planned_at) do update set
      starts_at = case when event_time.is_moved then event_time.starts_at else excluded.starts_at end,
      ends_at = case when event_time.is_moved then event_time.starts_at else excluded.starts_at end + make_interval(mins => ${minutes}::int)
    where event_time.ends_at > app_now()`.execute(work.tx)
}

/** Ends an event: no date of it takes place any more. */
export async function saveCancellation(work: Work, event: Event, { by, why }: { by: string | null; why: string }) {
  await sql`
    update event set cancelled_at = app_now(), cancelled_by = ${by}::uuid, cancelled_why = ${why}, sequence = sequence + 1,
      changed_at = app_now() where id = ${event.id}`.execute(work.tx)
}

/** One of its dates. */
const timeRow = z.object({
  id: z.string(),
  plannedAt: z.string(),
  startsAt: z.date(),
  endsAt: z.date(),
  isCancelled: z.boolean(),
})
export type EventTime = z.infer<typeof timeRow>

/**
 * One date of an event that the caller has locked.
 * @refuses not_found
 */
export async function findTime(work: Work, eventId: string, timeId: string): Promise<EventTime> {
  const [row] = await rows(work, timeRow)`
    select x.id, x.planned_at as "plannedAt", x.starts_at as "startsAt", x.ends_at as "endsAt", x.cancelled_at is not null as "isCancelled"
    from event_time x where x.id = ${timeId} and x.event_id = ${eventId}`
  return row ?? refuse(notFound)
}

/**
 * The event of a date, and its zone.
 * @refuses not_found
 */
export async function eventOfTime(look: Look, timeId: string) {
  const [row] = await rows(look, () => z.object({ event: z.string(), zone: z.string() }))`
    select v.id as event, v.zone from event_time x join event v on v.id = x.event_id where x.id = ${timeId}`
  return row ?? refuse(notFound)
}

/** Moves one date, or with null cancels it. */
export async function saveTime(
  work: Work,
  event: Pick<Event, 'id' | 'minutes'>,
  timeId: string,
  startsAt: Date | null,
): Promise<void> {
  const set =
    startsAt === null
      ? { cancelled_at: sql<Date>`app_now()` }
      : {
          starts_at: startsAt,
          ends_at: new Date(startsAt.getTime() + event.minutes * minute),
          is_moved: true,
          day_reminded_at: null,
          hour_reminded_at: null,
        }
  await work.tx.updateTable('event_time').set(set).where('id', '=', timeId).execute()
  await work.tx
    .updateTable('event')
    .set({ sequence: sql`sequence + 1`, changed_at: sql`app_now()` })
    .where('id', '=', event.id)
    .execute()
}

/** Those of these people who are members of the community. */
export async function knownMembers(look: Look, communityId: string, ids: readonly string[]): Promise<Set<string>> {
  const found = await rows(look, idRow)`
    select m.person_id as id from membership_shown m where m.community_id = ${communityId} and m.person_id = any(${ids}::uuid[])`
  return new Set(found.map(({ id }) => id))
}
