/** Announcements that were published, and one that was not, for tests that ask every kind. */
import { created } from '#tests/support/created.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'

export const samples: RoomSamples = {
  entries: [
    {
      kind: 'announcement',
      async make(site, word) {
        const words = {
          title: `The ${word} is here`,
          source: `Only for members: ${word}.`,
          hasDiscussion: true,
          asksConfirmation: true,
          publish: true,
        }
        return (await created(site.as('ada').send(`/c/${site.cast.community.slug}/announcements`, words))).id
      },
    },
  ],
  fieldWords: {
    publishAt: '2099-01-04T09:00',
    publish: undefined,
    '/c/:community/announcements/:announcement/pin until': undefined,
    '/c/:community/announcements voiceId': undefined,
    '/c/:community/announcements/:announcement voiceId': undefined,
  },
  ofOnesOwn: {
    'GET /c/:community/announcements/:announcement/readers': 'its sender, and who leads',
    'POST /c/:community/announcements/:announcement/withdrawal': 'who announces, and in whose name it is',
    'POST /c/:community/announcements/:announcement/confirmation': 'members, not who looks after the site',
    'POST /c/:community/announcements/:announcement/confirmation/undo': 'members, not its sender',
  },
}
