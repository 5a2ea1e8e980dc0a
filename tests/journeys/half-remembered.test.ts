/** A newcomer finds in one try what a member remembers only half: in a long discussion, by a title, and in a PDF. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { shortId } from '#server/platform/ids.ts'
import { countNewWords } from '#server/search/count-words.ts'
import { readFileTextsTask } from '#server/toolkit/room.ts'
import { created } from '#tests/support/created.ts'
import { inBrowser, isSoundDayAndNight } from '#tests/support/in-browser.ts'
import { runJobs } from '#tests/support/jobs.ts'
import { pdfOfPages } from '#tests/support/made-files.ts'
import { sendFiles } from '#tests/support/send-files.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const open = await inBrowser(site)
const root = `/c/${site.cast.community.slug}`

/** Types words into the search of the page that is open, whichever it is. */
async function seek(page: Page, words: string): Promise<void> {
  await page.keyboard.press('/')
  await page.locator('.seek [role="combobox"]').waitFor()
  await page.keyboard.type(words)
}

test('half-remembered words with a typing error lead to the place, from any page, by keyboard', async (t) => {
  const outages = await startThread(site, 'ben', 'Who is to blame for an outage?', 'Every week somebody asks me that.')
  let told = ''
  for (let i = 1; i <= 30; i += 1) {
    const post = await writePost(site, i % 2 ? 'ada' : 'ben', outages, `Another thought of mine, number ${i}.`)
    if (i === 15)
      told = await writePost(site, 'cleo', outages, 'We write a **blameless postmortem** the same evening.', post)
  }
  await startThread(site, 'ben', 'A lunch nobody blames us for')
  const pages = [['What the next shift needs'], ['Leave the laminated card', 'on the forklift, not in the office.']]
  const file = { name: 'Handover.pdf', bytes: pdfOfPages(pages) }
  const answer = await sendFiles(site, 'ada', `${root}/toolkit`, { title: 'Changing shifts' }, { file })
  assert.equal(answer.status, 201, answer.text)
  await runJobs(site, readFileTextsTask)
  await site.shiftClock('2 minutes')
  await countNewWords(site.platform)
  await site.database.db.writePool.query(`update community set is_hidden = false, joining = 'open' where id = $1`, [
    site.cast.community.id,
  ])
  await created(site.as('eve').send(`${root}/joining`))
  const page = await open('eve', `${root}/members`)

  await t.test('words of a reply lead to it within a long discussion', async () => {
    await seek(page, 'blamless postmorten')
    await page.keyboard.press('Enter')
    await page.locator('main mark', { hasText: 'blameless' }).waitFor()
    await page.locator('main mark', { hasText: 'postmortem' }).waitFor()
    await isSoundDayAndNight(page)
    await page.locator('main').getByRole('link', { name: 'Who is to blame for an outage?' }).first().focus()
    await page.keyboard.press('Enter')
    const post = page.locator(`#post-${shortId(told)}`)
    await post.filter({ hasText: 'the same evening' }).waitFor()
    await page.waitForFunction(
      `(({ top }) => top >= 0 && top < innerHeight)(document.getElementById('post-${shortId(told)}').getBoundingClientRect())`,
    )
  })

  await t.test('a title is suggested while one types it wrong', async () => {
    await seek(page, 'blame outtage')
    await page.locator('.seek [role="option"]', { hasText: 'Who is to blame' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Who is to blame for an outage?' }).waitFor()
  })

  await t.test('words in a PDF lead to what holds it, and say that they are in the file', async () => {
    await page.goto(`${root}/pings`)
    await seek(page, 'laminted card')
    await page.keyboard.press('Enter')
    const row = page.locator('main li', { hasText: 'in the file Handover.pdf' })
    await row.locator('mark', { hasText: 'laminated' }).waitFor()
    await row.getByRole('link', { name: 'Changing shifts' }).click()
    await page.getByRole('heading', { level: 1, name: 'Changing shifts' }).waitFor()
  })
})
