/** A volunteer keeps order from one page: on a narrow phone, by keyboard alone, by day and by night, and without script. */
import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { inBrowser, isSoundDayAndNight } from '#tests/support/in-browser.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const open = await inBrowser(site)
const { community, people } = site.cast
const root = `/c/${community.slug}`
const queue = `${root}/moderation`
const narrow = { viewport: { width: 360, height: 740 } }
let address = ''

before(async () => {
  await site.database.db.writePool.query(
    `insert into membership_role (community_id, person_id, role) values ($1, $2, 'moderator')`,
    [community.id, people.cleo.id],
  )
  const rules = { heldPosts: 0, words: 'casino', links: 3, days: 7, posts: 3 }
  await site.as('ada').send(`${root}/settings/conversation`, rules, 'PUT')
  const thread = await startThread(site, 'ben', 'A heated week', 'It begins.')
  address = `${root}/discussions/${thread.id}`
  const unkind = await writePost(site, 'ben', thread, 'You are a clown, Dov.')
  await site.as('dov').send(`${queue}/posts/${unkind}/report`, { reason: 'unkind', words: 'It hurts' })
  await site.as('dov').send(`${address}/posts`, { source: 'Come to the casino' })
  await site.as('ben').send(`${address}/posts/${unkind}`, { source: 'You are a casino clown, Dov.' }, 'PUT')
  const page = await site.as('ben').send(`${root}/pages`, { title: 'Cheap marzipan', source: 'Buy **marzipan**.' })
  await site.as('dov').send(`${queue}/entries/${page.json.id}/report`, { reason: 'spam' })
})

test('by keyboard on a phone: publishes what was held, hides with a rule what was reported, and takes it back', async () => {
  const cleo = await open('cleo', queue, narrow)
  for (const fold of await cleo.locator('main summary').all()) {
    await fold.focus()
    await cleo.keyboard.press('Enter')
  }
  await isSoundDayAndNight(cleo)
  await cleo.getByRole('button', { name: 'Publish it: A heated week' }).press('Enter')
  await cleo.getByText('It is published.').waitFor()
  const reported = cleo.locator('.request', { hasText: 'It hurts' })
  await reported.getByText('Hide or remove, and say why').press('Enter')
  await reported.getByLabel('In your words').fill('No names')
  await cleo.keyboard.press('Enter')
  await cleo.locator('.request', { hasText: 'No names' }).waitFor()
  assert.doesNotMatch((await site.as('dov').get(address)).text, /clown/)
  await cleo.getByRole('button', { name: 'Undo: A heated week' }).first().press('Enter')
  await reported.waitFor()
  assert.match((await site.as('dov').get(address)).text, /clown/)
})

test('without script: removes a page that was reported, whose text stands in the queue', async () => {
  const cleo = await open('cleo', queue, { ...narrow, javaScriptEnabled: false })
  const page = cleo.locator('.request', { hasText: 'Cheap marzipan' })
  await page.getByText('What it says').click()
  await page.locator('strong', { hasText: 'marzipan' }).waitFor()
  await page.getByText('Hide or remove, and say why').click()
  await page.getByRole('radio', { name: /^Remove it/ }).check()
  await page.getByRole('button', { name: 'Do it' }).click()
  await cleo.locator('.request', { hasText: 'Removed Cheap marzipan' }).waitFor()
  assert.doesNotMatch((await site.as('dov').get(`${root}/pages`)).text, /Cheap marzipan/)
})
