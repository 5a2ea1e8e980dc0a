/** What waits for moderation over three days anywhere, on the page of those who run the site: changes of posts too. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { created } from '#tests/support/created.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const root = `/c/${site.cast.community.slug}`
const [ada, ben, owen] = [site.as('ada'), site.as('ben'), site.as('owen')]

test('a change of a post that waits for over three days stands on the site’s page and in its number', async () => {
  const rules = { heldPosts: 0, words: 'casino', links: 3, days: 7, posts: 3 }
  await created(ada.send(`${root}/settings/conversation`, rules, 'PUT'))
  const thread = await startThread(site, 'cleo', 'Where to?')
  const post = await writePost(site, 'ben', thread, 'Plain words')
  const changed = { source: 'Plain casino words' }
  await created(ben.send(`${root}/discussions/${thread.id}/posts/${post}`, changed, 'PUT'))
  assert.deepEqual((await owen.json('/site/moderation')).json.items, [])
  assert.match((await owen.get('/site')).text, /Nothing waits/)
  await site.database.db.writePool.query(`update held_post set held_at = held_at - interval '73 hours'`)
  const [one, ...others] = (await owen.json('/site/moderation')).json.items
  assert.deepEqual([one.isEdit, one.author, others], [true, 'Ben Reyes', []])
  assert.match((await owen.get('/site/moderation')).text, /Change of a post/)
  assert.match((await owen.get('/site')).text, /1 thing waits/)
})
