/** Two members write one page, each in their own window: what one saves the other sees, and nothing either typed is lost. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openBrowser, openWindow } from '#tests/support/browser.ts'
import type { CastName } from '#tests/support/cast.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const origin = await site.listen()
const root = `${origin}/c/${site.cast.community.slug}/pages`
await openBrowser()

async function windowOf(who: CastName, more: { javaScriptEnabled?: boolean } = {}) {
  const headers = { authorization: `Bearer ${site.cast.people[who].token}` }
  const window = await openWindow({ extraHTTPHeaders: headers, ...more })
  after(() => window.close())
  return window.newPage()
}

test('a page is started by keyboard, written by two, and both see what the other saved', async (t) => {
  const ben = await windowOf('ben')
  const cleo = await windowOf('cleo')
  const text = (page: typeof ben) => page.getByRole('textbox', { name: 'Text' })

  await t.test('by keyboard alone, from a template', async () => {
    await ben.goto(`${root}/new`)
    await ben.getByRole('link', { name: 'Meeting notes' }).press('Enter')
    await ben.waitForURL(/template=meeting/)
    await ben.getByLabel('Title').pressSequentially('Monday’s meeting')
    await text(ben).press('Control+Enter')
    await ben.getByRole('heading', { level: 1, name: 'Monday’s meeting' }).waitFor()
    await ben.getByRole('heading', { name: 'What we decided' }).waitFor()
  })

  await t.test('who reads it sees a new version come, and who writes it hears of it', async () => {
    await cleo.goto(ben.url())
    await cleo.getByRole('link', { name: 'Write' }).click()
    await text(cleo).fill('Cleo decided.')
    const other = await ben.context().newPage()
    await other.goto(`${ben.url()}/edit`)
    await text(other).fill('Ben decided.')
    await other.getByRole('button', { name: 'Save' }).click()
    await other.locator('.prose', { hasText: 'Ben decided.' }).waitFor()
    await ben.locator('.prose', { hasText: 'Ben decided.' }).waitFor()
    await cleo.getByText('Version 2, saved by Ben Reyes').waitFor()
    assert.equal(await text(cleo).inputValue(), 'Cleo decided.', 'what she typed is still there')
  })

  await t.test('her save stands beside his, and she takes it or saves over it knowingly', async () => {
    await cleo.getByRole('button', { name: 'Save' }).click()
    await cleo.locator('.meanwhile .now', { hasText: 'Ben decided.' }).waitFor()
    assert.equal(await text(cleo).inputValue(), 'Cleo decided.')
    await cleo.getByRole('button', { name: 'Save this version' }).click()
    await cleo.locator('.prose', { hasText: 'Cleo decided.' }).waitFor()
    await ben.locator('.prose', { hasText: 'Cleo decided.' }).waitFor()
  })

  await t.test('without script one compares versions and brings one back', async () => {
    const plain = await windowOf('ben', { javaScriptEnabled: false })
    await plain.goto(ben.url())
    await plain.getByText('More', { exact: true }).click()
    await plain.getByRole('link', { name: 'Versions' }).click()
    await plain.getByRole('link', { name: 'Version 3' }).click()
    assert.equal(await plain.locator('.compared ins').innerText(), 'Cleo')
    assert.equal(await plain.locator('.compared del').innerText(), 'Ben')
    await plain.getByRole('button', { name: 'Bring back version 2' }).click()
    await plain.getByText('It says again what version 2 said.').waitFor()
    await cleo.locator('.prose', { hasText: 'Ben decided.' }).waitFor()
  })
})

test('one person writes a page in two tabs of a phone: saving in one takes nothing out of the other', async () => {
  const first = await windowOf('ben')
  const name = 'Ausbildungsverantwortlichentreffen'.repeat(5)
  await first.goto(`${root}/new`)
  await first.getByLabel('Title').fill(name)
  await first.getByRole('button', { name: 'Start the page' }).click()
  await first.getByRole('heading', { level: 1, name }).waitFor()
  const edit = `${first.url()}/edit`
  const second = await first.context().newPage()
  for (const tab of [first, second]) {
    await tab.setViewportSize({ width: 360, height: 740 })
    await tab.goto(edit)
    await tab.locator('markdown-composer:defined').waitFor()
  }
  const text = (page: typeof first) => page.getByRole('textbox', { name: 'Text' })
  await text(second).fill('From the second tab.')
  await text(first).fill('From the first tab.')
  await first.getByRole('button', { name: 'Save' }).click()
  await first.locator('.prose', { hasText: 'From the first tab.' }).waitFor()
  await second.getByText('Version 2, saved by Ben Reyes').waitFor()
  assert.equal(await second.evaluate('document.documentElement.scrollWidth'), 360)
  assert.equal(await second.getByLabel('Title').inputValue(), name)

  await second.getByRole('button', { name: 'Save' }).click()
  await second.locator('.meanwhile .now', { hasText: 'From the first tab.' }).waitFor()
  assert.equal(await text(second).inputValue(), 'From the second tab.')
})
