/** The next event on its community's page, answered there. */
import { communitySection } from '#server/communities/room.ts'
import { eventsAddress } from '#server/events/event.ts'
import { answerForm, eventRow } from '#server/events/event-parts.ts'
import { nextTime } from '#server/events/list-views.ts'
import { eventItemView } from '#server/events/views.ts'
import { html } from '#server/platform/html/html.ts'
import { listRows } from '#server/platform/html/list.ts'
import { section } from '#server/platform/html/parts.ts'
import { may } from '#server/platform/permissions.ts'

export const eventsSection = communitySection({
  key: 'events',
  place: 15,
  name: (t) => t('Events'),
  fields: { nextEvent: eventItemView.nullable() },
  read: async (look, actor, community) => ({ nextEvent: await nextTime(look, actor, community.id) }),
  show({ community, nextEvent }, screen) {
    if (!nextEvent) return null
    const { t, actor } = screen
    const mayAnswer = community.isMember && community.status !== 'archived' && may(actor, 'answer_events', community.id)
    return section({
      id: 'events',
      title: t('Next event'),
      more: html`<a href="${eventsAddress(community.slug)}">${t('All events')}</a>`,
      inside: html`${listRows([eventRow(nextEvent, screen, { isNext: true })])}${mayAnswer && nextEvent.mine === null ? answerForm(nextEvent, screen, 'community') : null}`,
    })
  },
})
