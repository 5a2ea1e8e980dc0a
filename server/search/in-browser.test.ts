/** Searching in a real browser: from anywhere by one key, by arrows and Enter, on a phone, and without script. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { addressPart } from '#server/platform/ids.ts'
import { inBrowser, isSound } from '#tests/support/in-browser.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const open = await inBrowser(site)
const { slug } = site.cast.community
const home = `/c/${slug}`
const thread = await startThread(site, 'ben', 'Giving feedback upwards', 'My manager never asks for it.')
await writePost(site, 'cleo', thread, 'Retrospectives made **feedback** easier.')
await startThread(site, 'ben', 'Lunch on Fridays', 'Feedback on the soup, too.')

const options = (page: Page) => page.locator('.seek [role="option"]')
const mark = (page: Page) => page.locator('main mark').first()

test('the key / leads to the field, words suggest, arrows and Enter open what is chosen, Escape leaves', async () => {
  const page = await open('dov', home)
  await page.keyboard.press('/')
  const field = page.locator('.seek [name="q"]')
  await page.locator('.seek [role="combobox"]').waitFor()
  await page.keyboard.type('upw')
  await options(page).first().waitFor()
  await page.locator('.seek [role="status"]', { hasText: '1 suggestion' }).waitFor({ state: 'attached' })
  await isSound(page)
  await page.keyboard.press('Escape')
  await page.locator('.seek [role="listbox"]').waitFor({ state: 'hidden' })
  assert.equal(await field.inputValue(), 'upw', 'what was typed stays')
  await page.keyboard.press('Escape')
  assert.equal(await field.evaluate((one) => one === one.ownerDocument.activeElement), false)
  await page.keyboard.press('/')
  await options(page).first().waitFor()
  await page.keyboard.press('ArrowDown')
  await page.locator('.seek [aria-selected="true"]', { hasText: 'Giving feedback upwards' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Giving feedback upwards' }).waitFor()
})

test('Enter without a choice shows all; it is narrowed, and Back keeps the words', async () => {
  const page = await open('dov', home)
  await page.keyboard.press('/')
  await page.keyboard.type('feedback')
  await page.keyboard.press('Enter')
  await mark(page).waitFor()
  assert.match(page.url(), /\/search\?q=feedback$/)
  await isSound(page)
  await page.locator('main').getByRole('link', { name: 'Only by Ben Reyes' }).first().click()
  await page.getByText('Remove this choice').waitFor({ state: 'attached' })
  assert.match(page.url(), /author=/)
  await page.goBack()
  await page.getByText('Remove this choice').waitFor({ state: 'detached' })
  const field = page.locator('main [type="search"]')
  assert.equal(await field.inputValue(), 'feedback')
  // The list follows what one types, and Back from a result finds it as it was left.
  await field.fill('soup')
  await page.locator('main .found a', { hasText: 'Giving feedback' }).waitFor({ state: 'detached' })
  await page.waitForURL(/q=soup/)
  await page.getByRole('link', { name: 'Lunch on Fridays' }).click()
  await page.getByRole('heading', { level: 1, name: 'Lunch on Fridays' }).waitFor()
  await page.goBack()
  await mark(page).waitFor()
  assert.equal(await field.inputValue(), 'soup')
})

test('the key is typed where one writes, and can be turned off', async () => {
  const page = await open('dov', `${home}/search`)
  await page.locator('main [type="search"]:focus').waitFor()
  await page.keyboard.type('and/or')
  assert.equal(await page.locator('main [type="search"]').inputValue(), 'and/or')
  await page.goto(`${home}/search`)
  await page.getByRole('button', { name: 'Turn this key off' }).click()
  await page.getByRole('button', { name: 'Turn it on again' }).waitFor()
  await page.goto(home)
  await page.keyboard.press('/')
  assert.equal(await page.locator('.seek [name="q"]:focus').count(), 0)
})

test('on a phone an icon leads to the search, and from a discussion one searches inside of it', async () => {
  const page = await open('dov', `${home}/discussions/${addressPart(thread.title, thread.id)}`, {
    viewport: { width: 390, height: 740 },
  })
  await page.locator('.seek').getByRole('button', { name: 'Search' }).click()
  await page.locator('main [type="search"]:focus').waitFor()
  await isSound(page)
  await page.goBack()
  await page.locator('.page-title .menu summary').click()
  await page.getByRole('link', { name: 'Search in this discussion' }).click()
  await page.getByText('Inside “Giving feedback upwards”').waitFor()
  await page.locator('main [type="search"]').fill('retro')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing found').or(mark(page)).first().waitFor()
  await page.locator('main [type="search"]').fill('retrospectives')
  await page.keyboard.press('Enter')
  await mark(page).waitFor()
  await isSound(page)
  await page.getByRole('link', { name: 'Giving feedback upwards' }).last().click()
  await page.locator('.post:target, .post-said', { hasText: 'Retrospectives' }).first().waitFor()
})

test('without script it is a form, whose choices are links', async () => {
  const page = await open('dov', home, { javaScriptEnabled: false })
  await page.locator('.seek [name="q"]').fill('soup')
  await page.keyboard.press('Enter')
  await mark(page).waitFor()
  await page.locator('main summary', { hasText: 'More: when' }).click()
  await page.getByRole('link', { name: 'Last week' }).click()
  await mark(page).waitFor()
  await page.locator('main summary', { hasText: 'First-line leaders' }).click()
  await page.getByRole('link', { name: 'All my communities' }).click()
  await page.getByRole('link', { name: 'Lunch on Fridays' }).waitFor()
  assert.match(page.url(), /\/search\?q=soup&from=/)
})
