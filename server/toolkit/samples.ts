/** A topic, an article and a file, for tests that ask every kind. */
import assert from 'node:assert/strict'
import { shortId } from '#server/platform/ids.ts'
import { created } from '#tests/support/created.ts'
import type { RoomSamples } from '#tests/support/room-samples.ts'
import { sendFiles } from '#tests/support/send-files.ts'

export const samples: RoomSamples = {
  entries: [
    {
      kind: 'resource',
      async make(site, word) {
        const article = { title: `The ${word} memo`, source: `Only for members: the ${word} memo.` }
        return (await created(site.as('ada').send(`/c/${site.cast.community.slug}/toolkit`, article))).id
      },
    },
    {
      kind: 'resource',
      async make(site, word) {
        const bytes = Buffer.from(`%PDF-1.4\n% ${word}\n%%EOF\n`)
        const file = { name: `${word}.pdf`, bytes, type: 'application/pdf' }
        const root = `/c/${site.cast.community.slug}/toolkit`
        const { status, text } = await sendFiles(site, 'ada', root, { title: `The ${word} file` }, { file })
        assert.equal(status, 201, text)
        return JSON.parse(text).id
      },
    },
  ],
  async things(site, { community }, mark) {
    const topic = await created(site.as('ada').send(`/c/${community}/toolkit/topics`, { name: `Feedback${mark}` }))
    const { rows } = await site.platform.database.readPool.query(
      'select file_id from resource where file_id is not null order by id desc limit 1',
    )
    return { topic: shortId(topic.id), file: rows[0].file_id }
  },
  fieldWords: {
    to: 'up',
    way: 'text',
    '/c/:community/toolkit source': 'A text to read.',
    '/c/:community/toolkit/suggestions source': 'A text to read.',
    '/c/:community/toolkit/:resource source': 'A text to read.',
    '/c/:community/toolkit/:resource title': 'The marmalade memo',
    '/c/:community/toolkit/import list': '- [A page](https://example.org/page)',
  },
  lists: ['/toolkit?words=WORD', '/toolkit?sort=talk', '/toolkit?kind=document'],
  ofOnesOwn: {
    'GET /c/:community/toolkit/:resource/text': 'the people who may write its text',
    'POST /c/:community/toolkit/:resource/text': 'the people who may write its text',
    'POST /c/:community/toolkit/:resource/versions/:version/return': 'the people who may write its text',
    'POST /c/:community/toolkit/:resource/removal': 'the person who added it, or a leader',
    'POST /c/:community/toolkit/:resource/return': 'the person who added it, or a leader',
  },
  notAtHand: { 'POST /c/:community/toolkit/:resource/return': 'a resource that is removed' },
}
