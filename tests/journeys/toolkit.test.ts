/**
 * A leader fills the Toolkit in a real browser: a link, a film with captions, a picture that is none, a list; and thinks again.
 */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { openBrowser, openWindow } from '#tests/support/browser.ts'
import { openSite } from '#tests/support/site.ts'
import { waitLimit } from '#tests/support/wait-for.ts'

const site = await openSite()
const origin = await site.listen()
const root = `${origin}/c/${site.cast.community.slug}/toolkit`
const demo = (name: string) => fileURLToPath(new URL(`../../demo/files/en/${name}`, import.meta.url))
await openBrowser()
const ada = await openWindow({ extraHTTPHeaders: { authorization: `Bearer ${site.cast.people.ada.token}` } })
const page = await ada.newPage()
const complaints: string[] = []
page.on('pageerror', (problem) => complaints.push(problem.message))
after(() => ada.close())

/** What was said stands aside for a moment as the page comes, so that screen readers hear it, and goes after some seconds. */
const says = (sentence: string) => page.locator('.said', { hasText: sentence }).waitFor({ state: 'attached' })
const add = () => page.getByRole('button', { name: 'Add', exact: true }).click()
const more = (name: string) =>
  page
    .locator('.page-title')
    .getByText('More', { exact: true })
    .click()
    .then(() => page.getByRole('button', { name }).click())

/** Runs in the page: plays its film, and tells how long it is and which captions show. */
const play = `(async () => {
  let rounds = 0
  const soon = () => new Promise((resume, stop) => rounds++ < ${waitLimit / 50} ? setTimeout(resume, 50) : stop(new Error(
    'the film does not play: ' + JSON.stringify([...document.querySelectorAll('video')].map((one) => [one.readyState, one.networkState, one.error?.message, one.textTracks[0]?.mode])))))
  while (!(document.querySelector('video')?.readyState > 1)) await soon()
  const video = document.querySelector('video')
  video.muted = true
  await video.play()
  const [track] = video.textTracks
  while (!track.cues?.length) await soon()
  return { seconds: Math.round(video.duration), cues: track.cues.length, mode: track.mode }
})()`

test('a link asks for nothing but its address', async () => {
  await page.goto(`${root}/new`)
  await page.getByLabel('Address').fill('hbr.org/2020/01/a-good-meeting')
  await add()
  await page.waitForURL(/a-good-meeting-/)
  assert.equal(await page.locator('h1').textContent(), 'A good meeting')
  await says('It is in the Toolkit. Edit it to say more.')
  await more('Feature it')
  await page.waitForURL(/\/featured$/)
})

test('a film plays with its captions, right after it was added and later', async () => {
  await page.goto(`${root}/new?way=file`)
  await page.setInputFiles('input[name=file]', demo('feedback-first.webm'))
  await page.getByText('More: title').click()
  await page.getByText('feedback-first.jpg').waitFor()
  await page.setInputFiles('input[name=captions]', demo('feedback-first.en.vtt'))
  await add()
  await page.waitForURL(/feedback-first-/)
  const cues = readFileSync(demo('feedback-first.en.vtt'), 'utf8').split('-->').length - 1
  assert.deepEqual(await page.evaluate(play), { seconds: 22, cues, mode: 'showing' })
  const frame = (await page.locator('video').getAttribute('poster')) ?? ''
  const { width, height } = await sharp(await (await page.request.get(new URL(frame, origin).href)).body()).metadata()
  assert.ok(width > height && height > 100, `the picture of the film is ${width} × ${height}`)
  await page.reload()
  assert.deepEqual(await page.evaluate(play), { seconds: 22, cues, mode: 'showing' })
})

test('a drawing that calls itself a picture comes back with a sentence', async () => {
  await page.goto(`${root}/new?way=file`)
  await page.setInputFiles('input[name=file]', {
    name: 'cover.png',
    mimeType: 'image/png',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  })
  await add()
  await page.locator('.problems').getByText('can carry a program').first().waitFor()
})

test('a list is looked at, brought in, found, taken out and brought back', async () => {
  await page.goto(`${root}/import`)
  await page
    .getByLabel('The list')
    .fill('## Trust\n- [Listen](https://example.org/listen) - by Ada. First.\n- no link\n')
  await page.getByRole('button', { name: 'Preview' }).click()
  await page.getByText('There is no link in this bullet.').waitFor()
  await page.getByRole('button', { name: 'Add 1 resource' }).click()
  await page.waitForURL(root)
  await says('1 resource is new in the Toolkit.')
  await page.locator('main').getByRole('searchbox').fill('listen')
  await page.keyboard.press('Enter')
  await page.getByText('1 resource with “listen”').waitFor()
  await page.getByRole('link', { name: 'Listen', exact: true }).click()
  await page.waitForURL(/listen-/)
  await more('Remove from the Toolkit')
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.waitForURL(/listen-/)
  await says('It is back in the Toolkit.')
})

test('a tile of the featured strip is dragged before another, and taken out and brought back', async () => {
  await page.goto(root)
  await page.getByRole('link', { name: 'Feedback first', exact: true }).click()
  // The page it leads to has a menu of that name, and so has the one it leaves.
  await page.waitForURL(/feedback-first-/)
  await more('Feature it')
  await page.waitForURL(/\/featured$/)
  const titles = () => page.locator('.strip-kept .who').allTextContents()
  assert.deepEqual(await titles(), ['A good meeting', 'Feedback first'])
  const kept = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await page.locator('.grip').nth(1).dragTo(page.locator('.strip-kept > li').first(), { steps: 12 })
  assert.equal((await kept).status(), 303)
  await page.locator('.strip-kept > li:first-child', { hasText: 'Feedback first' }).waitFor()
  await page.reload()
  assert.deepEqual(await titles(), ['Feedback first', 'A good meeting'])
  await page.getByRole('button', { name: 'Take out “Feedback first”' }).click()
  await page.locator('.saying').getByRole('button', { name: 'Undo' }).click()
  await page.locator('.strip-kept > li:first-child', { hasText: 'Feedback first' }).waitFor()
})

test('a topic is added, found under its chip, removed and brought back', async () => {
  await page.goto(`${root}/topics`)
  await page.getByLabel('Name').fill('Meetings')
  await add()
  await page.getByText('“Meetings” is a topic now.').waitFor()
  await page.locator('.kept', { hasText: 'Trust' }).locator('summary').click()
  await page.getByRole('button', { name: 'Remove “Trust”' }).click()
  await page.getByText('“Trust” is removed.').waitFor()
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('“Trust” is back.').waitFor()
  assert.deepEqual(complaints, [])
})
