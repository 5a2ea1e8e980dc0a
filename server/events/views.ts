/** Events as people see them: dates in lists, and one on its own page. */
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { hiddenColumn, hiddenView, readersColumn, readersView } from '#server/entries/room.ts'
import { eventAddress, eventAnswers, eventShape } from '#server/events/event.ts'
import { mayAnswer, mayAttend, mayChangeEvent, seesCall } from '#server/events/policy.ts'
import { eventColumns, eventJoins, visibleTo } from '#server/events/store.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

const mineView = z.object({ answer: z.enum(eventAnswers), waits: z.boolean() }).nullable()
export type MyAnswer = z.infer<typeof mineView>

const timeRow = z.object({
  /** The event's. */
  id: z.string(),
  timeId: z.string(),
  communityId: z.string(),
  slug: z.string(),
  communityName: z.string(),
  title: z.string(),
  language: z.string(),
  startsAt: z.date(),
  endsAt: z.date(),
  zone: z.string(),
  place: z.string(),
  hasCall: z.boolean(),
  /** The event, or this date of it. */
  isCancelled: z.boolean(),
  isMoved: z.boolean(),
  repeats: z.boolean(),
  /** How often it takes place after this date, and when for the last time; null where this is the last. */
  laterDates: z.number(),
  lastAt: z.date().nullable(),
  readers: readersView,
  /** How many have a place. */
  coming: z.number(),
  mine: mineView,
})

/** One date of an event, in a list. */
export const eventItemView = timeRow.extend({ address: z.string() })
export type EventItem = z.infer<typeof eventItemView>

/** What the reader `me` said of the event `v`. */
const mineColumn = (
  me: string | null,
) => sql`(select json_build_object('answer', a.answer, 'waits', a.waits_since is not null)
  from event_answer a where a.event_id = v.id and a.person_id = ${me}::uuid)`

/** The condition that the date `x` stands for its event `v` in a list of what is to come: the next that takes place, else the next. */
export const isNextDate = sql<boolean>`x.id = (select n.id from event_time n where n.event_id = v.id and n.ends_at > app_now()
  order by n.cancelled_at is not null, n.starts_at, n.id limit 1)`

/** Dates that the actor may know of, the next first; `where` is about the date `x` of the event `v`. */
export async function readTimes(
  look: Look,
  actor: Actor,
  {
    where,
    limit,
    order = sql`x.starts_at, x.id`,
  }: { where: RawBuilder<unknown>; limit: number; order?: RawBuilder<unknown> },
): Promise<EventItem[]> {
  const found = await rows(look, timeRow)`
    select v.id, x.id as "timeId", v.community_id as "communityId", c.slug, c.name as "communityName", e.title, e.language,
      x.starts_at as "startsAt", x.ends_at as "endsAt", v.zone, v.place, v.call_address <> '' as "hasCall",
      x.cancelled_at is not null or v.cancelled_at is not null as "isCancelled", x.is_moved as "isMoved", v.repeats is not null as repeats,
      later.dates as "laterDates", later.until as "lastAt", ${readersColumn('e')} as readers,
      (select count(*)::int from event_answer a where a.event_id = v.id and a.answer = 'yes' and a.waits_since is null) as coming,
      ${mineColumn(personIdOf(actor))} as mine
    from event_time x join ${eventJoins} on v.id = x.event_id
      cross join lateral (select count(*)::int as dates, max(n.starts_at) as until from event_time n
        where n.event_id = x.event_id and n.starts_at > x.starts_at and n.cancelled_at is null) later
    where ${where} and ${visibleTo(actor)}
    order by ${order} limit ${sql.lit(limit)}`
  return found.map((row) => ({ ...row, address: eventAddress(row.slug, row) }))
}

const person = z.object({ personId: z.string(), name: z.string(), title: z.string(), photo: z.string().nullable() })

const dateView = z.object({
  id: z.string(),
  startsAt: z.date(),
  endsAt: z.date(),
  isCancelled: z.boolean(),
  isMoved: z.boolean(),
})

const wholeRow = eventShape.extend({
  html: z.string(),
  hidden: hiddenView,
  mine: mineView,
  hosts: z.array(person),
  counts: z.object({ yes: z.number(), maybe: z.number(), no: z.number(), waiting: z.number() }),
  coming: z.array(person),
  cancelled: z.object({ by: z.string().nullable(), why: z.string() }).nullable(),
  dates: z.array(dateView.extend({ startsAt: z.string(), endsAt: z.string() })),
})

/** One event. */
export const eventView = wholeRow
  .omit({
    callAddress: true,
    description: true,
    hostIds: true,
    createdBy: true,
    communityStatus: true,
    dates: true,
    sequence: true,
  })
  .extend({
    address: z.string(),
    /** The address of the call, for those who may read it. */
    call: z.string().nullable(),
    hasCall: z.boolean(),
    /** Those to come first; the last ones where none is to come. */
    dates: z.array(dateView),
    /** Those who may come and those who wait, for its hosts; else empty. */
    maybe: z.array(person),
    waiting: z.array(person),
    /** `hold`: are they one of those who hold it; `attend`: may they say that they were there? */
    can: z.object({ answer: z.boolean(), change: z.boolean(), hold: z.boolean(), attend: z.boolean() }),
  })
export type EventView = z.infer<typeof eventView>

/** More dates or people than these are not shown on one page. */
const mostDates = 60
const mostPeople = 60

const personJson = sql`json_build_object('personId', p.id, 'name', p.name, 'title', p.title, 'photo', p.image)`
const answered = (which: RawBuilder<unknown>) => sql`array(
  select ${personJson} from event_answer a join person p on p.id = a.person_id and p.removed_at is null
  where a.event_id = v.id and ${which} order by a.answered_at, p.id limit ${sql.lit(mostPeople)})`

/**
 * One event, a hidden one for those who may read it.
 * @refuses not_found
 */
export async function findEvent(look: Look, actor: Actor, communityId: string, id: string): Promise<EventView> {
  const me = personIdOf(actor)
  const [row] = await rows(look, () => wholeRow.extend({ maybe: z.array(person), waiting: z.array(person) }))`
    select ${eventColumns}, v.html, ${hiddenColumn('e')} as hidden, ${mineColumn(me)} as mine,
      array(select ${personJson} from event_host h join person p on p.id = h.person_id and p.removed_at is null
        where h.event_id = v.id order by p.name, p.id) as hosts,
      (select json_build_object('yes', count(*) filter (where a.answer = 'yes' and a.waits_since is null),
        'maybe', count(*) filter (where a.answer = 'maybe'), 'no', count(*) filter (where a.answer = 'no'),
        'waiting', count(*) filter (where a.waits_since is not null)) from event_answer a where a.event_id = v.id) as counts,
      ${answered(sql`a.answer = 'yes' and a.waits_since is null`)} as coming,
      ${answered(sql`a.answer = 'maybe'`)} as maybe, ${answered(sql`a.waits_since is not null`)} as waiting,
      case when v.cancelled_at is not null then json_build_object('by', (select name from person where id = v.cancelled_by),
        'why', coalesce(v.cancelled_why, '')) end as cancelled,
      (select coalesce(json_agg(json_build_object('id', d.id, 'startsAt', d.starts_at, 'endsAt', d.ends_at,
          'isCancelled', d.cancelled_at is not null, 'isMoved', d.is_moved) order by d.starts_at), '[]')
        from (select x.* from event_time x where x.event_id = v.id
          order by x.ends_at <= app_now(), case when x.ends_at <= app_now() then -extract(epoch from x.starts_at) else extract(epoch from x.starts_at) end
          limit ${sql.lit(mostDates)}) d) as dates
    from ${eventJoins}
    where v.id = ${id} and v.community_id = ${communityId} and ${visibleTo(actor, 'hidden too')}`
  if (!row) refuse(notFound)
  const {
    callAddress,
    description: _description,
    hostIds,
    createdBy,
    communityStatus,
    dates,
    sequence: _sequence,
    ...shown
  } = row
  const facts = { ...shown, hostIds, createdBy, communityStatus }
  const change = row.hidden === null && mayChangeEvent(actor, facts, look.now).ok
  const isHolding = seesCall(actor, facts, null)
  return {
    ...shown,
    address: eventAddress(row.slug, row),
    call: callAddress !== '' && seesCall(actor, facts, row.mine) ? callAddress : null,
    hasCall: callAddress !== '',
    dates: dates.map((one) => ({ ...one, startsAt: new Date(one.startsAt), endsAt: new Date(one.endsAt) })),
    maybe: isHolding ? row.maybe : [],
    waiting: isHolding ? row.waiting : [],
    can: {
      answer: row.hidden === null && mayAnswer(actor, facts, look.now).ok,
      change,
      hold: isHolding,
      attend: mayAttend(actor, facts).ok,
    },
  }
}
