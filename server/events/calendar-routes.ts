/** The addresses that give calendar files: an event for oneself, and feeds for calendar programs. */
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { entriesOf } from '#server/events/calendar-entries.ts'
import { feedLink, feedView } from '#server/events/feed.ts'
import { feedsPage } from '#server/events/feed-pages.ts'
import { listFeeds, renewFeed } from '#server/events/feed-store.ts'
import { readEventOf, readFeed } from '#server/events/reads-calendar.ts'
import { personIdOf } from '#server/platform/actor.ts'
import { calendarFile } from '#server/platform/calendar/calendar-file.ts'
import { acts, answers, type Endpoint, reads } from '#server/platform/http/endpoint.ts'
import { chosenId } from '#server/platform/http/input.ts'
import { translator } from '#server/platform/i18n.ts'
import { idFrom } from '#server/platform/ids.ts'
import { behind } from '#server/platform/mail/acts/mail-link.ts'
import { notFound, refuse } from '#server/platform/refuse.ts'
import { lookAt } from '#server/platform/work.ts'

function send(reply: FastifyReply, file: string, name: string) {
  return reply
    .type('text/calendar; charset=utf-8')
    .header('cache-control', 'private, no-cache')
    .header('content-disposition', `attachment; filename="${name}.ics"`)
    .header('x-robots-tag', 'noindex')
    .send(file)
}

export const calendarRoutes: readonly Endpoint[] = [
  reads({
    path: '/events/calendar',
    summary: 'The secret addresses by which my calendar program reads my events.',
    who: 'signed_in',
    view: z.object({ feeds: z.array(feedView) }),
    read: async (look, actor) => ({ feeds: await listFeeds(look, actor) }),
    page: feedsPage,
  }),
  acts({
    path: '/events/calendar',
    summary: 'Makes such an address for all my communities or for one, or replaces it by a new one.',
    who: 'signed_in',
    input: z.object({ community: chosenId.optional() }),
    view: feedView,
    act: (work, actor, { community }) => renewFeed(work, actor, community ?? null),
    respond: () => ({ location: '/events/calendar', flash: 'This is the address. An earlier one leads nowhere now.' }),
  }),
  answers({
    path: `${feedLink.path}/:token`,
    summary:
      'A calendar program reads somebody’s events. The call’s address stands in those to which they said yes or maybe.',
    ...behind(feedLink),
    ownActor: true,
    async handle(platform, _actor, request, reply) {
      const { token = '' } = request.params as { token?: string }
      const look = await lookAt(platform)
      const key = feedLink.open(platform.secrets, token) ?? refuse(notFound)
      const feed = (await readFeed(look, key)) ?? refuse(notFound)
      const terms = { t: translator(feed.locale), publicUrl: platform.config.publicUrl, now: look.now }
      const entries = feed.events.flatMap((event) => entriesOf(event, terms))
      return send(reply, calendarFile(entries, { method: 'publish', name: feed.community ?? 'Guildhall' }), 'events')
    },
  }),
  answers({
    path: '/c/:community/events/:event/calendar',
    summary: 'One event as a calendar file of mine.',
    who: 'read',
    async handle(platform, actor, request, reply) {
      const { event: id = '', community = '' } = request.params as { event?: string; community?: string }
      const look = await lookAt(platform)
      const event = await readEventOf(look, idFrom(id) ?? refuse(notFound), personIdOf(actor) ?? refuse(notFound))
      if (!event || event.slug !== community) refuse(notFound)
      const terms = { t: translator(actor.locale), publicUrl: platform.config.publicUrl, now: look.now }
      return send(reply, calendarFile(entriesOf(event, terms), { method: 'publish' }), 'event')
    },
  }),
]
