/**
 * The first three minutes: somebody starts the program on an empty folder, and a little later has sent a Ping, answered it
 * from her own mail, and seen the bars move in a second window.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { openBrowser } from '#tests/support/browser.ts'
import { startServer } from '#tests/support/server-process.ts'
import { waitFor } from '#tests/support/wait-for.ts'
import { isLive, openAsCast } from '#tests/support/windows.ts'

const [server] = await Promise.all([startServer(), openBrowser()])

const question = 'Which habit helped you most this month?'
const answers = ['Asking first', 'Walking round on Monday', 'Silence after a question']

/** The numbers beside a Ping's bars, as one text: it changes when a bar moves. */
const figures = (page: Page) => page.locator('.ping table').first().textContent()

/** How many answered, as the page says. */
async function answered(page: Page): Promise<number> {
  const words = await page.locator('.ping footer').first().innerText()
  return Number(/(\d+) of \d+ answered/.exec(words)?.[1] ?? 0)
}

/** Resolves when at least this many answered, as the page says without being loaded again. */
async function waitForAnswers(page: Page, atLeast: number): Promise<void> {
  await waitFor(async () => (await answered(page)) >= atLeast, `There are no ${atLeast} answers.`)
}

test('from the first start to the first vote', async (t) => {
  const ada = await openAsCast(server, 'Ada Lindqvist')
  let address = ''

  await t.test('Ada opens the community and writes a Ping', async () => {
    await ada
      .getByRole('link', { name: /First-line leaders/ })
      .first()
      .click()
    await ada.getByRole('heading', { level: 1, name: 'First-line leaders' }).waitFor()
    await ada.getByRole('link', { name: 'New Ping' }).click()
    await ada.getByLabel('Question', { exact: true }).fill(question)
    for (const [i, answer] of answers.entries()) await ada.getByLabel(`Answer ${i + 1}`).fill(answer)
    await ada.getByRole('button', { name: 'See the mail' }).click()
    await ada.getByRole('heading', { name: 'Check before sending' }).waitFor()
    const letter = ada.frameLocator('iframe[title="The mail as it will look"]')
    await letter.getByRole('heading', { name: question }).waitFor()
    for (const answer of answers) await letter.getByRole('link', { name: answer }).waitFor()
  })

  await t.test('She tries it on herself, then sends it', async () => {
    await ada.getByRole('button', { name: 'Send me a test' }).click()
    await ada.getByRole('status').filter({ hasText: /test/i }).waitFor()
    await ada.getByRole('button', { name: /^Send to \d+ people$/ }).click()
    await ada.locator('.ping').getByRole('heading', { name: question }).waitFor()
    address = new URL(ada.url()).pathname
  })

  await t.test('Ben answers on the page, and his bars go on moving by themselves', async (t) => {
    const ben = await openAsCast(server, 'Ben Reyes')
    await ben.goto(address)
    await isLive(ben)
    await ben.getByText('The bars show once you have answered.').waitFor()
    await ben.locator('.ping').getByRole('button', { name: answers[1] }).click()
    await waitForAnswers(ben, 5)
    const before = await figures(ben)
    const seen = await answered(ben)

    await t.test('Ada answers from her own mail with one click', async () => {
      await ada.goto('/outbox')
      await ada.getByRole('link', { name: 'To me' }).click()
      await ada.waitForURL(/filter=mine/)
      await ada.getByRole('link', { name: question, exact: true }).first().click()
      await ada.frameLocator('iframe.letter-frame').getByRole('link', { name: answers[0] }).click()
      await ada.getByText(`You answered ${answers[0]}`).waitFor()
      await ada.getByRole('button', { name: 'undo' }).waitFor()
      assert.equal(new URL(ada.url()).pathname, '/b/done', 'the address of the vote is gone from the bar')
    })

    await t.test('the bars moved in Ben’s window', async () => {
      await waitForAnswers(ben, seen + 2)
      assert.notEqual(await figures(ben), before)
      await ben.locator('.ping').getByText('you can change yours until it closes').waitFor()
    })

    await t.test('Ben says why; Ada, who has the page open, sees it come', async () => {
      await ada.getByRole('link', { name: 'Say why' }).click()
      await ada.getByRole('heading', { name: 'Discussion' }).waitFor()
      await ada.locator('textarea:focus').waitFor()
      await isLive(ada)
      await ben.getByLabel('Say why').fill('Because **Monday** is when I know least.')
      await ben.locator('#compose').getByRole('button', { name: 'Post' }).click()
      const said = ada.locator('.post', { hasText: 'Because Monday is when I know least.' })
      await said.waitFor()
      await said.getByRole('link', { name: 'Ben Reyes', exact: true }).waitFor()
    })
  })
})
