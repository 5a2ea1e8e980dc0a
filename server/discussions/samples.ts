/** A discussion and a post, for tests that ask every kind. */
import assert from 'node:assert/strict'
import { shortId } from '#server/platform/ids.ts'
import { created } from '#tests/support/created.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

export const samples: RoomSamples = {
  entries: [
    {
      kind: 'thread',
      make: async (site, word) => (await startThread(site, 'ada', `The ${word} talk`, `Only for members: ${word}.`)).id,
    },
  ],
  async things(site, { community, thread = '' }, mark) {
    const ada = site.as('ada')
    const choice = { topics: 'talk', staleAfter: 30, askAgainAfter: 3 }
    assert.equal((await ada.send(`/c/${community}/discussions/settings`, choice)).status, 200)
    const topic = await created(ada.send(`/c/${community}/discussions/topics`, { name: `Everyday${mark}` }))
    return {
      talkTopic: shortId(topic.id),
      post: shortId(await writePost(site, 'ben', { id: thread, title: '' }, 'Marmalade, says Ben.')),
    }
  },
  pathWords: { kind: 'thanks', act: '0190a0b0-0000-7000-8000-000000000000' },
  fieldWords: {
    '/c/:community/discussions container': undefined,
    '/c/:community/discussions topics': undefined,
    '/c/:community/discussions/:thread/topics topics': [],
    '/c/:community/discussions/settings topics': 'talk',
    '/c/:community/discussions/:thread/merging into': '0190a0b0-0000-7000-8000-000000000000',
    '/c/:community/discussions/:thread/splitting posts': ['0190a0b0-0000-7000-8000-000000000000'],
    '/c/:community/discussions/:thread/moving to': '0190a0b0-0000-7000-8000-000000000000',
  },
  ofOnesOwn: {
    'GET /c/:community/discussions/:thread/title': 'its opener, or a moderator',
    'POST /c/:community/discussions/:thread/title': 'its opener, or a moderator',
    'GET /c/:community/discussions/:thread/topics': 'its opener, or a moderator',
    'POST /c/:community/discussions/:thread/topics': 'its opener, or a moderator',
    'GET /c/:community/discussions/:thread/posts/:post/edit': 'its author',
    'POST /c/:community/discussions/:thread/posts/:post': 'its author',
    'GET /c/:community/discussions/:thread/posts/:post/removal': 'its author, or a moderator',
    'POST /c/:community/discussions/:thread/posts/:post/removal': 'its author, or a moderator',
    'POST /c/:community/discussions/:thread/posts/:post/answer': 'the person who asked, or a moderator',
    'POST /c/:community/discussions/:thread/posts/:post/answer/removal': 'the person who asked, or a moderator',
  },
  notAtHand: {
    'POST /c/:community/discussions/topics/:talkTopic/return': 'a topic that is removed',
    'POST /c/:community/discussions/:thread/posts/:post/change/showing': 'an edit that waits',
    'POST /c/:community/discussions/:thread/posts/:post/change/removal': 'an edit that waits',
    'POST /c/:community/discussions/:thread/posts/:post/return': 'a post one removed oneself',
    'POST /c/:community/discussions/:thread/posts/:post/showing': 'a hidden post',
    'POST /c/:community/discussions/:thread/posts/:post/answer/removal': 'an answer',
    'POST /c/:community/discussions/pictures': 'a picture',
    'POST /c/:community/discussions/:thread/merging': 'another discussion',
    'POST /c/:community/discussions/:thread/splitting': 'posts to split off, which no other test misses',
    'POST /c/:community/discussions/:thread/moving': 'another community where one moderates',
    'POST /c/:community/discussions/:thread/order/:act/undoing': 'an act',
    'GET /c/:community/discussions/:thread/moved': 'a discussion that was moved',
  },
}
