/** Several open Pings are answered one after the other on the community's page, by script or without. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shortId } from '#server/platform/ids.ts'
import { failOnFault, openBrowser, openWindow } from '#tests/support/browser.ts'
import { type MadePing, sendOne } from '#tests/support/pings.ts'
import { openSite } from '#tests/support/site.ts'

const site = await openSite()
await openBrowser()
const home = `/c/${site.cast.community.slug}`
const [ben, ada] = [site.as('ben'), site.as('ada')]
const at = ({ id }: MadePing) => `${home}?ping=${shortId(id)}#ping-${shortId(id)}`
/** What the card at the head says: its sign, its question, where it leads next. */
function head(text: string) {
  const card = /<article class="card ping[\s\S]*?<\/article>/.exec(text)?.[0] ?? ''
  const plain = (part: RegExp) =>
    part
      .exec(card)?.[1]
      ?.replaceAll(/<[^>]*>/g, '')
      .trim()
  return {
    sign: plain(/<header>([\s\S]*?)<\/span>/),
    question: plain(/class="question"[^>]*>([\s\S]*?)<\/h2>/),
    next: plain(/>(Next: [\s\S]*?)<\/a>/),
    nextAt: /href="([^"]*\?ping=[^"]*)"/.exec(card)?.[1],
  }
}

let one: MadePing
let two: MadePing
let three: MadePing

test('one open Ping counts nothing, and its answer leads to its own page', async () => {
  one = await sendOne(site, { question: 'The first?' })
  const { text } = await ben.get(home)
  assert.deepEqual(head(text), { sign: 'Ping', question: 'The first?', next: undefined, nextAt: undefined })
  assert.doesNotMatch(text, /name="from"/)
})

test('without script each answer leads back to its result, and from there to the next that waits', async () => {
  two = await sendOne(site, { question: 'The second?' })
  three = await sendOne(site, { question: 'The third?' })
  const first = head((await ben.get(home)).text)
  assert.deepEqual(first, { sign: 'Ping 1 of 3', question: 'The third?', next: 'Next: The second?', nextAt: at(two) })
  assert.deepEqual(head((await ada.get(home)).text), first, 'whoever leads and has not answered sees the same')
  const answer = async (ping: MadePing) => {
    const { headers } = await ben.post(`${ping.address}/vote`, { optionId: ping.options[0] ?? '', from: 'community' })
    assert.equal(headers.location, at(ping))
    return (await ben.get(String(headers.location))).text
  }
  const answered = await answer(three)
  assert.equal(head(answered).question, 'The third?')
  assert.match(answered, /your answer<\/span>/)
  assert.equal(head(answered).next, 'Next: The second?')
  const skipped = head((await ben.get(at(one))).text)
  assert.deepEqual([skipped.sign, skipped.next], ['Ping 3 of 3', 'Next: The second?'])
  assert.equal(head(await answer(one)).next, 'Next: The second?')
  const last = await answer(two)
  assert.deepEqual([head(last).sign, head(last).next], ['Ping 3 of 3', undefined])
  const all = (await ben.get(home)).text
  assert.deepEqual([head(all).sign, head(all).question], ['Ping', 'The third?'], 'the newest, when all are answered')
  assert.match(all, /aria-label="Also open"[\s\S]*The second\?[\s\S]*The first\?/)
})

test('in a browser the result shows where one answered, and the next takes its place', async () => {
  const baseURL = await site.listen()
  const window = await openWindow({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${site.cast.people.cleo.token}` },
  })
  const page = await window.newPage()
  failOnFault(page)
  await page.goto(home)
  const card = page.locator('article.ping')
  await card.getByRole('button', { name: 'There is never a good moment' }).click()
  await card.locator('.bar.mine').waitFor()
  const next = card.getByRole('link', { name: 'Next: The second?' })
  await card.locator('a.go', { hasText: 'Next: The second?' }).waitFor()
  assert.equal(new URL(page.url()).pathname + new URL(page.url()).search, home, 'it was answered in place')
  await next.click()
  await card.getByRole('heading', { name: 'The second?' }).waitFor()
  assert.match((await card.innerText()).replaceAll('\n', ' '), /Ping 2 of 3/)
  await window.close()
})

test('somebody outside learns of none of them', async () => {
  assert.equal((await site.as('eve').get(at(one))).status, 404)
  assert.equal(
    (await site.as('eve').post(`${one.address}/vote`, { optionId: one.options[0] ?? '', from: 'community' })).status,
    404,
  )
})
