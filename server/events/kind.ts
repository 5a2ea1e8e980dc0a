/** Events as entries. */
import { newsLength } from '#server/communities/room.ts'
import { eventAddress, eventKind, eventsAddress } from '#server/events/event.ts'
import { eventRow } from '#server/events/event-parts.ts'
import { latestEvents, type NewEvent, newEventView } from '#server/events/reads-news.ts'
import type { EntryKind } from '#server/platform/entry-kind.ts'
import { listRow } from '#server/platform/html/list.ts'

export const eventEntries: EntryKind = {
  kind: eventKind,
  name: (t) => t('Event'),
  plural: (t) => t('Events'),
  address: eventAddress,
  begunForGroup: {
    address: (slug) => `${eventsAddress(slug)}/new`,
    label: (t) => t('Plan an event'),
    permission: 'plan_events',
    for: 'groups',
  },
  about: (t) => ({ inList: t('About an event'), above: t('About an event') }),
  inboxPath: 'events',
  news: {
    view: newEventView,
    async latest(look, actor, community) {
      const found = await latestEvents(look, actor, community.id, newsLength)
      return found.map((view) => ({ id: view.id, at: view.listedAt, byId: view.byId, view }))
    },
    row: (item: NewEvent, screen) => listRow(eventRow(item, screen)),
  },
}
