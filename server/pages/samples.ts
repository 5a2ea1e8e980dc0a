/** A working page, for tests that ask every kind. */
import { created } from '#tests/support/created.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'

export const samples: RoomSamples = {
  entries: [
    {
      kind: 'page',
      async make(site, word) {
        const page = { title: `The ${word} plan`, source: `Only for members: ${word}.` }
        return (await created(site.as('ada').send(`/c/${site.cast.community.slug}/pages`, page))).id
      },
    },
  ],
  pathWords: { into: 'page' },
  ofOnesOwn: {
    'POST /c/:community/pages/:page/removal': 'its owner, or a moderator',
    'POST /c/:community/pages/:page/return': 'its owner, or a moderator',
  },
  notAtHand: { 'POST /c/:community/pages/:page/return': 'a page that is removed' },
}
