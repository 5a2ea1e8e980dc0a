/** The plan, for tests that call every address. */
import { day } from '#server/platform/clock.ts'
import { shortId } from '#server/platform/ids.ts'
import { created } from '#tests/support/created.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'

export const samples: RoomSamples = {
  async things(site, { community }, mark) {
    const words = { title: `Planned ${mark}`, source: 'Next week.' }
    const { id } = await created(site.as('ada').send(`/c/${community}/announcements`, words))
    return { item: shortId(id) }
  },
  pathWords: { part: 'announcements' },
  fieldWords: {
    '/c/:community/plan/:part/:item at': new Date(Date.now() + 30 * day).toISOString().slice(0, 16),
    '/c/:community/plan/:part/:item show': 'list',
    on: undefined,
  },
  lists: ['/plan', '/plan?show=list'],
  ofOnesOwn: {
    'GET /c/:community/plan': 'who plans there',
    'GET /c/:community/plan/:part/:item': 'who plans there',
    'POST /c/:community/plan/:part/:item': 'who plans there',
  },
}
