/** A discussion and a post, for tests that ask every kind. */
import { shortId } from '#server/platform/ids.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

export const samples: RoomSamples = {
  entries: [
    {
      kind: 'thread',
      make: async (site, word) => (await startThread(site, 'ada', `The ${word} talk`, `Only for members: ${word}.`)).id,
    },
  ],
  async things(site, { thread = '' }) {
    return { post: shortId(await writePost(site, 'ben', { id: thread, title: '' }, 'Marmalade, says Ben.')) }
  },
  pathWords: { kind: 'thanks' },
  fieldWords: { '/c/:community/discussions container': undefined },
  ofOnesOwn: {
    'GET /c/:community/discussions/:thread/title': 'its opener, or a moderator',
    'POST /c/:community/discussions/:thread/title': 'its opener, or a moderator',
    'GET /c/:community/discussions/:thread/posts/:post/edit': 'its author',
    'POST /c/:community/discussions/:thread/posts/:post': 'its author',
    'GET /c/:community/discussions/:thread/posts/:post/removal': 'its author, or a moderator',
    'POST /c/:community/discussions/:thread/posts/:post/removal': 'its author, or a moderator',
    'POST /c/:community/discussions/:thread/posts/:post/answer': 'the person who asked, or a moderator',
    'POST /c/:community/discussions/:thread/posts/:post/answer/removal': 'the person who asked, or a moderator',
  },
  notAtHand: {
    'POST /c/:community/discussions/:thread/posts/:post/return': 'a post one removed oneself',
    'POST /c/:community/discussions/:thread/posts/:post/showing': 'a hidden post',
    'POST /c/:community/discussions/:thread/posts/:post/answer/removal': 'an answer',
    'POST /c/:community/discussions/pictures': 'a picture',
  },
}
