/** The month of a plan in a real browser: things are dragged to another day, or led there by key. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import { inBrowser, isSound } from '#tests/support/in-browser.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
const open = await inBrowser(site)
const root = `/c/${site.cast.community.slug}`
const ada = site.as('ada')
// The 10th of the month after next has days beside it, a week before and after it too.
const next = new Date()
next.setUTCMonth(next.getUTCMonth() + 2, 1)
const month = next.toISOString().slice(0, 7)

test('a date is dragged to another day, led there by key, taken back, and goes back where the site says no', async () => {
  const news = (await ada.send(`${root}/announcements`, { title: 'The news', source: 'Words.' })).json
  const address = `${root}/plan/announcements/${shortId(news.id)}`
  assert.equal((await ada.send(address, { at: `${month}-10T09:00` })).status, 200)
  const page = await open('ada', `${root}/plan?month=${month}`)
  const cell = (day: number) => page.locator(`td:has(> time[datetime="${month}-${day}"])`)
  const on = (day: number) => cell(day).getByText('The news')
  const status = page.locator('[data-take=plan] [role=status]')
  await page.getByText('Drag something to another day.').waitFor()
  await isSound(page)

  await page.locator('li[draggable]').dragTo(cell(12))
  await status.getByText(/It is planned for \w+ 12/).waitFor()
  await on(12).waitFor()
  assert.match((await ada.json(address)).json.item.at, new RegExp(`^${month}-12T0[89]`))

  await page.getByRole('link', { name: /^Move: The news/ }).focus()
  await page.keyboard.press('ArrowDown')
  await status.getByText(/To \w+ 19 .*Enter moves it there/).waitFor()
  await page.keyboard.press('Escape')
  await on(12).waitFor()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await status.getByText(/It is planned for \w+ 13/).waitFor()
  assert.match((await ada.json(address)).json.item.at, new RegExp(`^${month}-13T0[89]`))

  await ada.send(`${news.address}/publishing`)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await status.getByText(/out already/).waitFor()
  await on(13).waitFor()
})
