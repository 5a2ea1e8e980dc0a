/** The inbox and the outbox in a real browser: the bell moves, letters open their links, and everybody can use them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { digestLink } from '#server/notices/digest/digest-link.ts'
import { shortId } from '#server/platform/ids.ts'
import { unsubscribeAddress } from '#server/platform/mail/unsubscribe.ts'
import { inBrowser, isSoundDayAndNight } from '#tests/support/in-browser.ts'
import { runJobs, sendMails } from '#tests/support/jobs.ts'
import { allOrOneIn } from '#tests/support/long-run.ts'
import { sendOne } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'
import { startThread, writePost } from '#tests/support/threads.ts'

const site = await openSite()
const open = await inBrowser(site)
const { people, community } = site.cast

async function outboxId(kind: string): Promise<string> {
  const { json } = await site.as('owen').json('/outbox')
  return json.mails.find((mail: { kind: string }) => mail.kind === kind).id
}

test('the bell of an open page counts up, and opening the Ping counts it down again', async () => {
  const cleo = await open('cleo', '/inbox')
  await cleo.locator('html[data-stream="on"]').waitFor({ state: 'attached' })
  assert.equal(await cleo.locator('.bell .dot').count(), 0)
  const ping = await sendOne(site)
  await runJobs(site, 'notify-of-activity')
  await cleo.locator('.bell .dot', { hasText: '1' }).waitFor()
  await cleo.getByRole('link', { name: 'Inbox, 1 new' }).waitFor()
  await cleo.goto(ping.address)
  // In sight for two seconds, it is read.
  await cleo.locator('.bell .dot').waitFor({ state: 'detached' })
})

test('a Ping answered on the page of its community is read in the inbox too', async () => {
  await site.as('dov').send('/inbox/readings')
  const ping = await sendOne(site)
  await runJobs(site, 'notify-of-activity')
  const dov = await open('dov', `/c/${community.slug}`)
  await dov.locator('html[data-stream="on"]').waitFor({ state: 'attached' })
  await dov.locator('.bell .dot', { hasText: '1' }).waitFor()
  await dov
    .locator(`#ping-${shortId(ping.id)} .bars button`)
    .first()
    .click()
  await dov.locator('.bell .dot').waitFor({ state: 'detached' })
})

test('notices are read and marked without script', async () => {
  const thread = await startThread(site, 'ada', 'Without script')
  await writePost(site, 'ben', thread, 'It is so.')
  await writePost(site, 'cleo', thread, 'Is it?')
  await runJobs(site, 'notify-of-activity')
  const ada = await open('ada', '/inbox', { javaScriptEnabled: false })
  await ada.getByRole('button', { name: 'Mark as read: Ben Reyes answered you in “Without script”' }).click()
  assert.equal(await ada.locator('.row.fresh').count(), 1)
  await ada.getByRole('button', { name: 'Mark all as read' }).click()
  assert.equal(await ada.locator('.row.fresh').count(), 0)
  await ada.getByRole('link', { name: /Cleo Marsh answered you/ }).click()
  assert.match(ada.url(), new RegExp(`/c/${community.slug}/discussions/without-script-[\\w-]{22}\\?at=.*#post-`))
})

test('times stay as the server wrote them, and nothing breaks, while the connection is lost', async () => {
  const ada = await open('ada', '/inbox')
  const time = ada.locator('main time[data-moving]').first()
  const said = await time.textContent()
  await ada.route('**/moving-words-*', (route) => route.abort())
  const lost = ada.waitForEvent('requestfailed', (request) => request.url().includes('moving-words'))
  await ada.evaluate("document.dispatchEvent(new Event('guildhall:changed'))")
  await lost
  await ada.evaluate('new Promise(requestAnimationFrame)')
  assert.equal(await time.textContent(), said)
})

test('a letter of the outbox leads on in place of its page', async () => {
  await runJobs(site, 'gather-replies')
  await sendMails(site)
  const owen = await open('owen', `/outbox/${await outboxId('ping')}`)
  const letter = owen.frameLocator('iframe.letter-frame')
  await letter.getByRole('heading', { name: 'What holds you back most?' }).waitFor()
  await letter.getByRole('link', { name: 'Guildhall' }).click()
  await owen.waitForURL((url) => !url.pathname.startsWith('/outbox'))
})

test('axe finds nothing on these pages, in light and dark, on a phone', async () => {
  const about = { personId: people.ben.id, communityId: community.id, kind: 'ping' }
  const link = new URL(unsubscribeAddress(site.platform, about)).pathname
  const mail = await outboxId('ping')
  const views = [
    ['ada', '/inbox'],
    ['dov', '/inbox?before=1-AAAAAAAAAAAAAAAAAAAAAA'],
    ['ada', '/inbox/settings'],
    ['owen', '/outbox'],
    ['owen', `/outbox/${mail}`],
    [null, link],
    [null, digestLink.address(site.platform.secrets, { id: people.ben.id, version: 1 })],
  ] as const
  for (const [who, path] of allOrOneIn(3, views, 0)) {
    const page = await open(who, path, { reducedMotion: 'reduce', viewport: { width: 320, height: 700 } })
    // axe would wait for ever in a frame where no script runs.
    await page.evaluate("document.querySelector('iframe')?.remove()")
    await isSoundDayAndNight(page)
  }
})
