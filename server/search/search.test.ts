/** What a member finds, and what nobody finds who may not read it. */
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { forgetCounts } from '#server/platform/http/limits.ts'
import { countNewWords } from '#server/search/count-words.ts'
import type { CastName } from '#tests/support/cast.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const slug = site.cast.community.slug
const root = `/c/${slug}`

beforeEach(forgetCounts)

async function found(who: CastName, asked: Record<string, string> | string, path = `${root}/search`) {
  const query = new URLSearchParams(typeof asked === 'string' ? { q: asked } : asked)
  const { status, json, text } = await site.as(who).json(`${path}?${query}`)
  assert.equal(status, 200, text)
  return json
}
/** Counts words as the job does some minutes later. */
async function countNow() {
  await site.shiftClock('1 minute')
  await countNewWords(site.platform)
}
const titles = (view: { items: { title: { text: string }[] }[] }) =>
  view.items.map(({ title }) => title.map(({ text }) => text).join(''))

test('a discussion is found by its title, by its words in another form, and by a reply in it', async () => {
  const thread = await startThread(site, 'ben', 'Giving feedback upwards', 'My manager never asks for it.')
  await writePost(site, 'cleo', thread, 'Retrospectives helped us with **organising** that.')
  for (const q of [
    'feedback',
    'FEEDBACK upwards',
    'give',
    'managers',
    'organise',
    '"feedback upwards"',
    'feedback -retro',
  ]) {
    const view = await found('ben', q)
    assert.deepEqual(titles(view), ['Giving feedback upwards'], q)
  }
  assert.deepEqual(titles(await found('ben', 'feedback -upwards')), [])
  assert.deepEqual(titles(await found('ben', '"upwards feedback"')), [])
  const [post] = (await found('ben', 'organise')).items
  assert.equal(post.part, 'post')
  assert.match(post.address, /\?at=.*#post-/)
  assert.deepEqual(
    post.passage.filter(({ isMatch }: { isMatch: boolean }) => isMatch),
    [{ text: 'organising', isMatch: true }],
  )
  assert.equal(post.author.name, 'Cleo Marsh')
})

test('a typing error is forgiven, and the page says what it looked for instead', async () => {
  await countNow()
  const view = await found('ben', 'feedbak upwards')
  assert.equal(view.corrected, 'feedback upwards')
  assert.deepEqual(titles(view), ['Giving feedback upwards'])
})
