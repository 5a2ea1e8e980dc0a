/** Lists of events: what is to come in a community, a month of it, and one's own over all communities. */
import { sql } from 'kysely'
import { z } from 'zod'
import { type CommunityHead, communityHeadView, findCommunity } from '#server/communities/room.ts'
import { listGroupsToWriteFor } from '#server/entries/room.ts'
import { type Event, eventShape } from '#server/events/event.ts'
import { readBeside } from '#server/events/notes/views.ts'
import { mayChangeEvent } from '#server/events/policy.ts'
import { countProposals, proposalCounts } from '#server/events/proposals/reads-count.ts'
import { eventColumns, eventJoins, visibleTo } from '#server/events/store.ts'
import { eventItemView, isNextDate, readTimes } from '#server/events/views.ts'
import { type Actor, personIdOf } from '#server/platform/actor.ts'
import { monthAround } from '#server/platform/calendar/month.ts'
import { may } from '#server/platform/permissions.ts'
import { insist, notFound, refuse } from '#server/platform/refuse.ts'
import { rows } from '#server/platform/rows.ts'
import type { Look } from '#server/platform/work.ts'

/** Dates on one page of a list. */
const datesPerPage = 40
/** Dates in one month; more are not drawn. */
const mostInMonth = 300

export const eventsPageView = z.object({
  community: communityHeadView,
  /** Which month is shown (`2026-12`); null for the list. */
  month: z.string().nullable(),
  /** `past`: what took place, the last first. */
  show: z.enum(['next', 'past']),
  items: z.array(eventItemView),
  proposals: proposalCounts,
  canPlan: z.boolean(),
  canPropose: z.boolean(),
})
export type EventsPageView = z.infer<typeof eventsPageView>

export interface EventsAsked {
  readonly community: string
  readonly month: string | null
  readonly show: 'next' | 'past'
}

/**
 * The dates of a community.
 * @refuses not_found
 */
export async function listEvents(
  look: Look,
  actor: Actor,
  { community, month, show }: EventsAsked,
): Promise<EventsPageView> {
  const head = await findCommunity(look, actor, community)
  const here = sql`v.community_id = ${head.id}`
  const isOpen = head.status !== 'archived'
  const items = month
    ? await readMonth(look, actor, head, month)
    : show === 'past'
      ? await readTimes(look, actor, {
          where: sql`${here} and x.ends_at <= app_now()`,
          order: sql`x.starts_at desc, x.id`,
          limit: datesPerPage,
        })
      : await readTimes(look, actor, { where: sql`${here} and ${isNextDate}`, limit: datesPerPage })
  return {
    community: head,
    month,
    show,
    items,
    proposals: isOpen ? await countProposals(look, actor, head.id) : { toAnswer: 0, own: 0 },
    canPlan: isOpen && may(actor, 'plan_events', head.id),
    canPropose: head.status === 'active' && may(actor, 'propose_event', head.id),
  }
}

function readMonth(look: Look, actor: Actor, head: CommunityHead, month: string) {
  const { from, to } = monthAround(month, actor.zone)
  return readTimes(look, actor, {
    where: sql`v.community_id = ${head.id} and x.starts_at < ${to} and x.ends_at > ${from}`,
    limit: mostInMonth,
  })
}

/** The next date of a community that takes place; none where none is planned. */
export async function nextTime(look: Look, actor: Actor, communityId: string) {
  const where = sql`v.community_id = ${communityId} and x.ends_at > app_now() and x.cancelled_at is null and v.cancelled_at is null`
  return (await readTimes(look, actor, { where, limit: 1 }))[0] ?? null
}

export const myEventsView = z.object({
  /** Where I come, may come, wait, or am a host. */
  mine: z.array(eventItemView),
  /** Those I have not said anything about. */
  open: z.array(eventItemView),
})
export type MyEventsView = z.infer<typeof myEventsView>

/** My events over all communities, the next first; of one that repeats, its next date. */
export async function listMyEvents(look: Look, actor: Actor): Promise<MyEventsView> {
  const me = sql`${personIdOf(actor)}::uuid`
  const toCome = sql`${isNextDate} and c.status <> 'archived'`
  const isMine = sql`(exists (select from event_answer a where a.event_id = v.id and a.person_id = ${me} and a.answer <> 'no')
    or exists (select from event_host h where h.event_id = v.id and h.person_id = ${me}))`
  const isOpen = sql`v.cancelled_at is null and x.cancelled_at is null and not exists (select from event_answer a where a.event_id = v.id and a.person_id = ${me})
    and exists (select from membership_shown m where m.community_id = v.community_id and m.person_id = ${me})`
  const [mine, open] = await Promise.all([
    readTimes(look, actor, { where: sql`${toCome} and ${isMine}`, limit: datesPerPage }),
    readTimes(look, actor, {
      where: sql`${toCome} and ${isOpen} and not ${isMine}`,
      limit: datesPerPage,
    }),
  ])
  return { mine, open }
}

const memberRow = z.object({ personId: z.string(), name: z.string(), handle: z.string(), isOffered: z.boolean() })
/** Those who plan events are boxes to tick, the first of them; more members than these are not suggested as one types. */
const mostBoxes = 12
const mostSuggested = 300

export type EventForm = Awaited<ReturnType<typeof readEventForm>>

/**
 * What the form of a new event, or of one that is changed, needs. `hostIds`: who is ticked as a host of a new one.
 * @refuses not_found · forbidden · community_archived · event_over · event_cancelled
 */
export async function readEventForm(
  look: Look,
  actor: Actor,
  asked: { readonly community: string; readonly event?: string; readonly hostIds?: readonly string[] },
) {
  const head = await findCommunity(look, actor, asked.community)
  const event = asked.event === undefined ? null : await loadEvent(look, actor, head.id, asked.event)
  if (event) insist(mayChangeEvent(actor, event, look.now))
  const hostIds = event?.hostIds ?? asked.hostIds ?? []
  const isOffered = sql`(p.id = any(${hostIds}::uuid[]) or p.id = ${personIdOf(actor)}::uuid
    or exists (select from membership_permission g where g.community_id = m.community_id and g.person_id = p.id and g.permission = 'plan_events'))`
  const [groups, known, [group], beside] = await Promise.all([
    listGroupsToWriteFor(look, actor, head.id),
    rows(look, memberRow)`
      select p.id as "personId", p.name, p.handle, ${isOffered} as "isOffered"
      from membership_shown m join person p on p.id = m.person_id
      where m.community_id = ${head.id} and p.removed_at is null
      order by not (p.id = any(${hostIds}::uuid[])), not (p.id = ${personIdOf(actor)}::uuid), not ${isOffered}, p.name, p.id limit ${mostSuggested}`,
    rows(look, () => z.object({ id: z.string() }))`
      select cohort_id as id from audience_cohort where audience_id = ${event?.audienceId ?? null}::uuid
      union all select circle_id from audience_circle where audience_id = ${event?.audienceId ?? null}::uuid limit 1`,
    event && readBeside(look, actor, head, event.id),
  ])
  const agenda = beside?.agenda ? `${look.platform.config.publicUrl}${beside.agenda.address}` : ''
  const offered = known.filter((one) => one.isOffered)
  const members = offered.slice(0, Math.max(mostBoxes, hostIds.length))
  const others = known.filter((one) => !members.includes(one))
  return { community: head, event, hostIds, agenda, groups, members, others, group: group?.id ?? null }
}

async function loadEvent(look: Look, actor: Actor, communityId: string, id: string): Promise<Event> {
  const [row] = await rows(look, eventShape)`
    select ${eventColumns} from ${eventJoins} where v.id = ${id} and v.community_id = ${communityId} and ${visibleTo(actor)}`
  return row ?? refuse(notFound)
}
