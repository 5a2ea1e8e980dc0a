/** What a person takes along of this room: the events they planned, and what they said of others. */
import { sql } from 'kysely'
import type { OwnData } from '#server/platform/own-data.ts'

export const eventsOwnData: readonly OwnData[] = [
  {
    name: 'events',
    place: 72,
    says: (t) => t('The events you planned'),
    of: (personId) => sql`
      select e.title, v.description, v.zone, v.first_at as "begins", v.minutes, v.repeats, v.place, v.call_address as "callAddress", v.capacity,
        v.cancelled_at as "cancelledAt", v.cancelled_why as "cancelledWhy", c.name as community, e.created_at as "plannedAt"
      from entry e join event v on v.id = e.id join community_shown c on c.id = e.community_id
      where e.author_id = ${personId} order by e.created_at, e.id`,
  },
  {
    name: 'event-answers',
    place: 73,
    says: (t) => t('The events to which you said yes, maybe or no, and those you hosted'),
    of: (personId) => sql`
      select e.title, c.name as community, a.answer, a.waits_since as "waitsSince", a.answered_at as "answeredAt",
        exists (select from event_host h where h.event_id = e.id and h.person_id = ${personId}) as "isHost"
      from entry e join community_shown c on c.id = e.community_id
        left join event_answer a on a.event_id = e.id and a.person_id = ${personId}
      where e.kind = 'event' and (a.person_id is not null
        or exists (select from event_host h where h.event_id = e.id and h.person_id = ${personId}))
      order by e.created_at, e.id`,
  },
  {
    name: 'event-attendance',
    place: 74,
    says: (t) => t('The events you were at'),
    of: (personId) => sql`
      select e.title, c.name as community, x.starts_at as "startedAt"
      from event_attendance t join event_time x on x.id = t.time_id join entry e on e.id = t.event_id
        join community_shown c on c.id = e.community_id
      where t.person_id = ${personId} order by x.starts_at, e.id`,
  },
  {
    name: 'event-proposals',
    place: 75,
    says: (t) => t('The events you proposed'),
    of: (personId) => sql`
      select p.title, p.description, p.zone, p.first_at as "begins", p.minutes, p.place, p.call_address as "callAddress",
        p.would_host as "wouldHost", p.state, p.why, c.name as community, p.proposed_at as "proposedAt"
      from event_proposal p join community_shown c on c.id = p.community_id
      where p.proposed_by = ${personId} order by p.proposed_at, p.id`,
  },
]
