/** A newcomer in a real browser: joins, accepts the agreement, writes a first post that waits, and all see it once it is shown. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import { created } from '#tests/support/created.ts'
import { inBrowser, isSound } from '#tests/support/in-browser.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread } from '#tests/support/threads.ts'
import { isLive } from '#tests/support/windows.ts'

const site = await openSite()
const open = await inBrowser(site)
const root = `/c/${site.cast.community.slug}`
const [ada, cleo] = [site.as('ada'), site.as('cleo')]

test('from the first press to the post that everybody sees; who blocked its author finds it folded', async () => {
  const pool = site.database.db.writePool
  await pool.query(`update community set is_hidden = false, joining = 'open' where id = $1`, [site.cast.community.id])
  await created(ada.send(`${root}/settings/agreement`, { source: 'What is told here **stays here**.' }, 'PUT'))
  const rules = { heldPosts: 1, words: '', links: 3, days: 7, posts: 3 }
  await created(ada.send(`${root}/settings/conversation`, rules, 'PUT'))
  const thread = await startThread(site, 'ada', 'Who is new?')
  const address = `${root}/discussions/${shortId(thread.id)}`

  const eve = await open('eve', `${root}/joining`)
  await eve.locator('main form button.primary').click()
  await eve.waitForURL(`**${root}/agreement`)
  await eve.locator('strong', { hasText: 'stays here' }).waitFor()
  await isSound(eve)
  await eve.getByRole('button', { name: 'Look around first' }).click()
  await eve.waitForURL(`**${root}`)
  await eve.goto(address)
  assert.equal(await eve.locator('#compose textarea').count(), 0)
  await eve.getByRole('link', { name: 'Read the agreement' }).click()
  await eve.getByRole('button', { name: 'Accept the agreement' }).click()
  await eve.waitForURL(`**${root}`)

  const [ben, moderator] = [await open('ben', address), await open('ada', address)]
  await isLive(ben)
  await eve.goto(address)
  await eve.locator('#compose textarea').fill('Here I am, new and curious.')
  await eve.locator('#compose button.primary').click()
  await eve.locator('.post', { hasText: 'A moderator looks at it first' }).waitFor()
  await moderator.reload()
  await moderator.locator('.post', { hasText: 'curious' }).waitFor()
  assert.equal(await ben.locator('.post', { hasText: 'curious' }).count(), 0)
  await moderator.getByRole('button', { name: 'Show it to everybody' }).click()
  await ben.locator('.post', { hasText: 'Here I am, new and curious.' }).waitFor()

  await created(cleo.send(`/people/${site.cast.people.eve.id}/blocking`))
  const blocker = await open('cleo', address)
  await isLive(blocker)
  const folds = blocker.locator('.post > details > summary', { hasText: 'somebody you blocked' })
  await folds.waitFor()
  assert.equal(await blocker.getByText('Here I am, new and curious.').isVisible(), false)
  await created(site.as('eve').send(`${address}/posts`, { source: 'A second word.' }))
  await ben.locator('.post', { hasText: 'A second word.' }).waitFor()
  await blocker.locator('.post > details', { hasText: 'A second word.' }).waitFor({ state: 'attached' })
  assert.equal(await blocker.getByText('A second word.').isVisible(), false)
  await folds.last().click()
  await blocker.getByText('A second word.').waitFor()
})
