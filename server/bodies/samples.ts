/** A charter, for tests that ask every address. */
import { created } from '#tests/support/created.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'

export const samples: RoomSamples = {
  async things(site, { community }) {
    const purpose = 'We get better at what we do in First-line leaders.'
    const charter = { purpose, domain: 'Only for members: marmalade.' }
    await created(site.as('ada').send(`/c/${community}/charter`, charter, 'PUT'))
    return {}
  },
  pathWords: { heading: 'domain', version: '1' },
}
