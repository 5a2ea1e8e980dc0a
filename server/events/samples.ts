/** An event, for tests that ask every kind. */
import { shortId } from '#server/platform/ids.ts'
import { created } from '#tests/support/created.ts'
import { planOne } from '#tests/support/events.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'

/** What the form of an event sends, for one of the two addresses it is sent to. */
function wordsFor(path: string): Record<string, unknown> {
  const words = {
    callAddress: 'https://call.example/room',
    capacity: '40',
    days: undefined,
    endsAt: '2031-02-03T11:00',
    every: 'once',
    hosts: undefined,
    interval: '1',
    agenda: undefined,
    who: undefined,
    startsAt: '2031-02-03T10:00',
    times: undefined,
    until: undefined,
    zone: 'Europe/Berlin',
  }
  return Object.fromEntries(Object.entries(words).map(([name, value]) => [`${path} ${name}`, value]))
}

export const samples: RoomSamples = {
  entries: [
    {
      kind: 'event',
      make: async (site, word) =>
        (
          await planOne(site, {
            title: `The ${word} hour`,
            description: `We talk about ${word}.`,
            every: 'week',
            times: '3',
          })
        ).id,
    },
  ],
  async things(site, { community, event }) {
    const { dates } = (await site.as('ada').json(`/c/${community}/events/${event}`)).json.event
    await site.as('ben').send(`/c/${community}/events/${event}/notes`, { source: 'We noted two things.' })
    const proposed = {
      title: 'The marmalade walk',
      startsAt: '2031-02-03T10:00',
      endsAt: '2031-02-03T11:00',
      zone: 'UTC',
    }
    const proposal = await created(site.as('ada').send(`/c/${community}/events/proposals`, proposed))
    return { time: shortId(dates[1].id), proposal: shortId(proposal.id) }
  },
  fieldWords: {
    ...wordsFor('/c/:community/events'),
    ...wordsFor('/c/:community/events/:event'),
    ...wordsFor('/c/:community/events/proposals'),
    ...wordsFor('/c/:community/events/proposals/:proposal'),
    ...wordsFor('/c/:community/events/proposals/:proposal/acceptance'),
    '/c/:community/events/:event/answer answer': 'maybe',
    '/c/:community/events/:event/dates/:time/presence there': 'yes',
    '/c/:community/events/:event/dates/:time/attendance people': undefined,
    '/c/:community/events/:event/dates/:time startsAt': '2031-02-03T10:00',
  },
  notAtHand: {
    'POST /c/:community/events/:event/dates/:time/presence': 'a date that has begun',
    'POST /c/:community/events/:event/dates/:time/attendance': 'a date that has begun',
  },
  lists: ['/events', '/events?month=2031-01'],
  ofOnesOwn: {
    'GET /c/:community/events/proposals/:proposal': 'who proposed it, and those who may plan events',
    'GET /c/:community/events/proposals/:proposal/edit': 'who proposed it',
    'POST /c/:community/events/proposals/:proposal': 'who proposed it',
    'POST /c/:community/events/proposals/:proposal/withdrawal': 'who proposed it',
    'GET /c/:community/events/:event/edit': 'its hosts, and those who lead',
    'POST /c/:community/events/:event': 'its hosts, and those who lead',
    'POST /c/:community/events/:event/cancellation': 'its hosts, and those who lead',
    'GET /c/:community/events/:event/dates/:time': 'its hosts, and those who lead',
    'POST /c/:community/events/:event/dates/:time': 'its hosts, and those who lead',
    'POST /c/:community/events/:event/dates/:time/cancellation': 'its hosts, and those who lead',
    'POST /c/:community/events/:event/dates/:time/attendance': 'its hosts, and those who lead',
    'POST /c/:community/events/:event/dates/:time/presence': 'members, not who looks after the site',
    'POST /c/:community/events/:event/answer': 'members, not who looks after the site',
  },
}
