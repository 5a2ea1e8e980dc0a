/** The dates of events in their community's plan. */
import { moveTime } from '#server/events/cancel-event.ts'
import { eventIsCancelled, eventOver, eventsAddress, timeOver } from '#server/events/event.ts'
import { listPlannedTimes } from '#server/events/reads-plan.ts'
import { eventOfTime } from '#server/events/store.ts'
import { clockAt } from '#server/platform/calendar/zoned.ts'
import type { PlanPart } from '#server/platform/declared.ts'

export const eventsPlan: PlanPart = {
  key: 'events',
  place: 30,
  permission: 'plan_events',
  sign: 'event',
  name: (t) => t('Event'),
  stateName: (t, state) => (state === 'moved' ? t('Moved') : null),
  list: listPlannedTimes,
  begin: { label: (t) => t('Plan an event'), address: (slug) => `${eventsAddress(slug)}/new` },
  async move(work, actor, { community, id, at }) {
    const { event, zone } = await eventOfTime(work, id)
    return moveTime(work, actor, { community, event, time: id, startsAt: clockAt(at, zone) })
  },
  momentField: 'startsAt',
  refusals: [eventIsCancelled, eventOver, timeOver],
}
