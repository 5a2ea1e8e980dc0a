/** The page on which one date of an event is moved or cancelled. */
import { type CommunityHead, communityPage } from '#server/communities/room.ts'
import { eventsAddress } from '#server/events/event.ts'
import { spanText } from '#server/events/event-parts.ts'
import type { EventView } from '#server/events/views.ts'
import { clockAt } from '#server/platform/calendar/zoned.ts'
import { textField } from '#server/platform/html/field.ts'
import { actButton, form } from '#server/platform/html/form.ts'
import { type Html, html } from '#server/platform/html/html.ts'
import { breadcrumbs, pageTitle } from '#server/platform/html/parts.ts'
import { shortId } from '#server/platform/ids.ts'
import type { Screen } from '#server/platform/screen.ts'

/** An event with the one of its dates that is changed. */
export interface DateView {
  readonly community: CommunityHead
  readonly event: EventView
  readonly date: EventView['dates'][number]
}

/** `/c/:community/events/:event/dates/:time` */
export function datePage({ community, event, date }: DateView, screen: Screen): Html {
  const { t } = screen
  const action = `${event.address}/dates/${shortId(date.id)}`
  const way = [
    { label: t('Events'), href: eventsAddress(community.slug) },
    { label: event.title, href: event.address },
  ]
  return communityPage(screen, community, {
    tab: 'events',
    title: t('Change this date'),
    main: html`${breadcrumbs(screen, way)}${pageTitle({ title: spanText(date, screen), lead: t('Only this date changes; the others stay.') })}
${form(screen, { action, submit: t('Move it'), cancel: event.address }, [
  textField({
    name: 'startsAt',
    label: t('Begins'),
    type: 'datetime-local',
    required: true,
    value: clockAt(date.startsAt, event.zone),
    hint: t('In the time zone of the event, {zone}.', { zone: event.zone }),
  }),
])}
${actButton(screen, { action: `${action}/cancellation`, label: t('Cancel this date'), look: 'danger' })}`,
  })
}
