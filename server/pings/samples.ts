/** A Ping that was sent and one that was not, for tests that ask every kind. */
import { hour } from '#server/platform/clock.ts'
import { shortId } from '#server/platform/ids.ts'
import { draftOne, sendOne } from '#tests/support/pings.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'

export const samples: RoomSamples = {
  entries: [
    {
      kind: 'ping',
      make: async (site, word) => (await sendOne(site, { question: `Is the ${word} ripe?`, hours: 48 })).id,
    },
  ],
  async things(site, { community, ping }) {
    const sent = (await site.as('ada').json(`/c/${community}/pings/${ping}`)).json
    return { draft: shortId((await draftOne(site)).id), option: sent.ping.options[0].id }
  },
  fieldWords: {
    answer: 'none',
    closesAt: undefined,
    hours: '48',
    options: ['One', 'Another'],
    question: 'Marmalade or jam?',
    send: undefined,
    sendsAt: new Date(Date.now() + 30 * 24 * hour).toISOString().slice(0, 16),
    threshold: 5,
    '/c/:community/pings/:ping/extension hours': '24',
  },
  lists: ['/pings?needs=me'],
  ofOnesOwn: {
    'GET /c/:community/pings/:ping/draft': 'its writer',
    'POST /c/:community/pings/:ping/draft': 'its writer',
    'GET /c/:community/pings/:ping/mail': 'its writer',
    'POST /c/:community/pings/:ping/removal': 'its writer',
    'POST /c/:community/pings/:ping/test': 'its writer',
    'POST /c/:community/pings/:ping/consent': 'its writer',
    'POST /c/:community/pings/:ping/sending': 'its writer',
    'POST /c/:community/pings/:ping/scheduling': 'its writer',
    'POST /c/:community/pings/:ping/unscheduling': 'its writer',
    'POST /c/:community/pings/:ping/closing': 'its sender, or a leader',
    'POST /c/:community/pings/:ping/extension': 'its sender, or a leader',
    'POST /c/:community/pings/:ping/outcome': 'its sender, or a leader',
    'POST /c/:community/pings/:ping/withdrawal': 'its sender, or a leader',
    'POST /c/:community/pings/:ping/mailing': 'its sender, or a leader',
    'POST /c/:community/pings/:ping/vote': 'members, not who looks after the site',
  },
}
