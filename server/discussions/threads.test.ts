/** Lists, threads and their pages, as the cast sees them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const { slug } = site.cast.community
const root = `/c/${slug}/discussions`

test('a member begins a discussion, and everybody in the community finds it', async () => {
  const ada = site.as('ada')
  const empty = await site.as('cleo').get(root)
  assert.equal(empty.status, 200, empty.text)
  assert.match(empty.text, /Nobody has said anything yet/)
  const begun = await ada.post(root, {
    kind: 'question',
    title: 'How do you open a hard talk?',
    source: 'I **stall**.',
  })
  assert.equal(begun.status, 303, begun.text)
  const page = await site.as('cleo').get(String(begun.headers.location))
  assert.equal(page.status, 200, page.text)
  assert.match(page.text, /<strong>stall<\/strong>/)
})
