/** Screens of events. */
import { firstIn, type Guide, here, inCommunity, inDraft, type Screen } from '#tests/screens/screen.ts'
import { sendUnchecked } from '#tests/screens/steps.ts'

const planned = new WeakMap<Guide, Promise<string>>()

/** The address of an event that repeats; the first call plans it. */
function event(guide: Guide): Promise<string> {
  const made = planned.get(guide) ?? plan(guide)
  planned.set(guide, made)
  return made
}

async function plan({ json, community }: Guide): Promise<string> {
  const { address } = await json<{ address: string }>(`${community}/events`, {
    title: 'Case clinic: one hard talk, six people',
    description: 'Bring a talk that you put off. We listen, ask, and try out the first sentence.',
    startsAt: '2031-01-07T10:00',
    endsAt: '2031-01-07T11:00',
    zone: 'America/New_York',
    every: 'week',
    times: '6',
    capacity: '6',
    callAddress: 'https://call.example/clinic',
    place: 'Room 2.14',
  })
  return address
}

/** The page that changes its first date. */
async function firstDate(guide: Guide): Promise<string> {
  const address = await event(guide)
  const { event: found } = await guide.json<{ event: { dates: { id: string }[] } }>(address)
  return `${address}/dates/${found.dates[0]?.id}`
}

/** An address that shows the event. */
const afterPlanning = (at: (guide: Guide) => string) => async (guide: Guide) => {
  await event(guide)
  return at(guide)
}

/** An address below the event, once somebody has noted something. */
const afterNoting = (below: string) => async (guide: Guide) => {
  const address = await event(guide)
  await guide.json(`${address}/notes`, {
    source: 'Three of us brought a talk.\n\n- The first sentence is the hardest.\n- Say it on the same day.',
  })
  return `${address}${below}`
}

/** An address below a proposal. Ada proposed it, who answers it too. */
const afterProposing = (below: string) => async (guide: Guide) => {
  const { address } = await guide.json<{ address: string }>(`${guide.community}/events/proposals`, {
    title: 'What do we do with meetings that nobody needs?',
    description: 'Four of us sit in the same Monday round.\n\nI would like to hear how others got rid of theirs.',
    startsAt: '2031-02-04T16:00',
    endsAt: '2031-02-04T16:45',
    zone: 'America/New_York',
    callAddress: 'https://call.example/meetings',
    wouldHost: 'yes',
  })
  return `${address}${below}`
}

export const screens: readonly Screen[] = [
  { name: 'event-host', who: 'ada', at: event },
  { name: 'events', who: 'ben', at: inCommunity('/events') },
  { name: 'events-empty', who: 'ada', at: inDraft('/events') },
  {
    name: 'events-month',
    who: 'ben',
    at: afterPlanning((guide) => `${guide.community}/events?month=2031-01`),
  },
  { name: 'event', who: 'ben', at: firstIn('/events') },
  { name: 'events-mine', who: 'ben', at: here('/events') },
  { name: 'event-date', who: 'ada', at: firstDate },
  { name: 'event-new', who: 'ada', at: inCommunity('/events/new') },
  { name: 'event-refused', who: 'ada', at: inCommunity('/events/new'), then: sendUnchecked },
  { name: 'event-notes', who: 'ben', at: afterNoting('') },
  { name: 'event-notes-write', who: 'ben', at: afterNoting('/notes') },
  { name: 'event-recap', who: 'ada', at: afterNoting('/recap') },
  { name: 'event-edit', who: 'ada', at: async (guide) => `${await event(guide)}/edit` },
  { name: 'event-propose', who: 'ben', at: inCommunity('/events/propose') },
  { name: 'event-proposals', who: 'ben', at: inCommunity('/events/proposals') },
  { name: 'event-proposal', who: 'ada', at: afterProposing('') },
  { name: 'event-proposal-edit', who: 'ada', at: afterProposing('/edit') },
  { name: 'event-proposal-plan', who: 'ada', at: afterProposing('/acceptance') },
]
